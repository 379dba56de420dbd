"""The tables of what is published."""

from __future__ import annotations

from samverk.publishing.models.archiving import ArchiveAuthority as ArchiveAuthority
from samverk.publishing.models.archiving import ArchivePackage as ArchivePackage
from samverk.publishing.models.archiving import MappingRow as MappingRow
from samverk.publishing.models.archiving import PackagePart as PackagePart
from samverk.publishing.models.archiving import PackageState as PackageState
from samverk.publishing.models.archiving import PlanRow as PlanRow
from samverk.publishing.models.archiving import Scope as Scope
from samverk.publishing.models.feedback import Feedback as Feedback
from samverk.publishing.models.judged import DoubtAnswer as DoubtAnswer
from samverk.publishing.models.judged import OwnWork as OwnWork
from samverk.publishing.models.judged import ShieldedPerson as ShieldedPerson
from samverk.publishing.models.records import Kind as Kind
from samverk.publishing.models.records import Link as Link
from samverk.publishing.models.records import OpenFile as OpenFile
from samverk.publishing.models.records import Record as Record
from samverk.publishing.models.releases import Handling as Handling
from samverk.publishing.models.releases import HeldBack as HeldBack
from samverk.publishing.models.releases import Release as Release
from samverk.publishing.models.releases import ReleaseKind as ReleaseKind
from samverk.publishing.models.releases import ReleaseMark as ReleaseMark
from samverk.publishing.models.releases import ReleaseState as ReleaseState
from samverk.publishing.models.subscriptions import Follower as Follower
from samverk.publishing.models.subscriptions import NewsLetter as NewsLetter
from samverk.publishing.models.subscriptions import NewsRound as NewsRound
from samverk.publishing.models.subscriptions import Pace as Pace
from samverk.publishing.models.subscriptions import Subscription as Subscription
from samverk.publishing.models.subscriptions import ToldNews as ToldNews
from samverk.publishing.models.subscriptions import What as What
from samverk.publishing.models.views import OpenFileRow as OpenFileRow
from samverk.publishing.models.views import OpenLink as OpenLink
from samverk.publishing.models.views import OpenRecord as OpenRecord
from samverk.publishing.models.views import Withdrawn as Withdrawn
from samverk.publishing.models.words import Word as Word
