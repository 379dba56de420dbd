"""What a member pays, gets back and takes part in over some years (medlemsrapport)."""

from __future__ import annotations

from samverk.federation.member_report.gathering import MemberReport, ReportYear, report_of

__all__ = ["MemberReport", "ReportYear", "report_of"]
