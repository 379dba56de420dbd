"""What a page is measured by: how far it reaches, where its text begins, where the focus goes."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important} p {margin-bottom: 2em !important}"  # noqa: E501
LARGE_TEXT = "html {font-size: 200%}"
# Where the text of each part of the sheet begins; what stands side by side begins twice
EDGES = """() => {
  const sheet = document.querySelector('main.sv-sheet');
  const beside = '.sv-split > :nth-child(n+2), .sv-review > :nth-child(n+2), .sv-members > :nth-child(n+2)';
  const parts = [...sheet.querySelectorAll('h1, h2, h3.ds-heading, .sv-scroll, form.sv-form')].filter(e =>
    e.checkVisibility() && !e.closest(beside) && !e.closest('.sv-cards, .sv-member, .sv-empty, details, .ds-error-summary, .sv-drop, li'));
  return [...new Set(parts.map(e => Math.round(e.getBoundingClientRect().left)))];
}"""  # noqa: E501
OUTSIDE = """() => [...document.querySelectorAll('.sv-stacks :is(td, tbody th)')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth)
  .map(e => e.textContent.trim().slice(0, 40))"""
# A browser may break a line after the hyphens of a day; what is folded is unfolded meanwhile
BROKEN_DAYS = """() => {
  const shut = [...document.querySelectorAll('details:not([open])')], found = [];
  shut.forEach(e => { e.open = true });
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const day of text.data.matchAll(/\\d{4}-\\d{2}-\\d{2}/g)) {
      const range = document.createRange();
      range.setStart(text, day.index); range.setEnd(text, day.index + 10);
      if (new Set([...range.getClientRects()].map(r => r.top)).size > 1) found.push(text.data.trim());
    }
  }
  shut.forEach(e => { e.open = false });
  return found;
}"""
# Words that no Swedish page has; names in English say so in their markup, as does what is quoted
ENGLISH = r"""() => {
  const words = /\b(the|and|with|this|that|are|field|required|submit|cancel|please|enter|select|search|save|delete|none|true|false|null|undefined|yes|your|you|unknown|invalid)\b/gi;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if (!text.parentElement.closest('[lang=en], script, style, pre, code'))
      for (const word of text.data.matchAll(words)) found.add(word[0] + ': ' + text.data.trim().slice(0, 60));
  return [...found];
}"""  # noqa: E501
# Recorded as the focus moves, so that a walk costs one key press for each stop and nothing more
RECORD = """() => {
  const all = [...document.querySelectorAll('*')];
  window.walked = [];
  document.addEventListener('focusin', event => {
    const e = event.target, r = e.getBoundingClientRect(), field = e.closest('.ds-field');
    const rings = [e, field ?? e].map(x => getComputedStyle(x)).some(
      x => x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2);
    window.walked.push({place: all.indexOf(e), text: e.textContent.trim().slice(0, 40),
      ring: rings || e.matches('.ds-skip-link'),
      inside: r.bottom > 0 && r.top < innerHeight && r.width > 0});
  });
  return document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length;
}"""

# The press alone: letting the key go, and asking the driver for it, costs four times as much
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the page's beginning to its end, and tell where the focus was."""
    # A page with faults puts the focus on their summary
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)")
    keyboard = page.context.new_cdp_session(page)
    for _ in range(page.evaluate(RECORD) + 2):
        keyboard.send("Input.dispatchKeyEvent", TAB)
    keyboard.detach()
    walked: list[dict[str, Any]] = page.evaluate("window.walked")
    page.evaluate("document.activeElement.blur(); document.body.removeAttribute('tabindex')")
    again = [n for n, step in enumerate(walked) if n and step["place"] == walked[0]["place"]]
    return walked[: again[0]] if again else walked
