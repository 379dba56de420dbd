"""What every extract tells a person besides the rows: why, on what ground, how long, and their rights.

GDPR art. 15.1 says what is to be told. Where the law differs between parties the text says so.
"""

from __future__ import annotations

AIMS = (
    "För att ta emot och bedöma remisser, ordna kön till insatser, ge insatsen och följa upp hur det"
    " gick.",
    "För att räkna hur många som väntar, deltar och slutar. Statistiken visar ingen enskild.",
    "För att kunna visa i efterhand vem som har läst och gjort vad.",
)
GROUND = (
    "Behandlingen behövs för en uppgift av allmänt intresse (artikel 6.1 e i"
    " dataskyddsförordningen). Hos socialtjänsten gäller också 6 § lagen (2001:454) om behandling"
    " av personuppgifter inom socialtjänsten.",
    "Uppgifter om hälsa behandlas när det är nödvändigt inom hälso- och sjukvård eller social omsorg"
    " (artikel 9.2 h).",
    "Samtycken som du har gett häver sekretess. De är inte den rättsliga grunden för behandlingen.",
)
KEPT = (
    "Uppgifterna sparas så länge de behövs för insatsen och uppföljningen. Sedan gallras de eller"
    " arkiveras enligt myndighetens beslut om gallring. Fråga oss vilket beslut som gäller.",
)
RIGHTS = (
    "Du kan begära att fel rättas, och i vissa fall att uppgifter raderas eller att behandlingen"
    " begränsas. Du kan invända mot behandlingen.",
    "Du kan när som helst ta tillbaka ett samtycke.",
    "Inga beslut om dig fattas automatiskt, och ingen poängsätts. Plats erbjuds efter prioritetsklass"
    " och sedan efter hur länge man har väntat.",
    "Systemet för inte över uppgifter till länder utanför EU och EES.",
    "Du kan klaga hos Integritetsskyddsmyndigheten (IMY), imy.se.",
)
SEALED = (
    "Det som går till en annan myndighets system är förseglat till den. Meddelandet har samma"
    " uppgifter som remissen och det som hänt med den."
)
COUNTS = "Samordningsförbundet får bara antal, aldrig uppgifter om enskilda."
