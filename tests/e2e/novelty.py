"""Tells whether a page is built of anything that no page before it was: what axe judges is that.

Whether a rule is broken hangs on how an element is marked, on what it stands within, and on whether
it says anything; on a few things of the page as a whole; and on how wide and dark the page is drawn.
Not on which case or which day it tells of.
"""

from __future__ import annotations

from playwright.sync_api import Page

# Each element with those that it stands within. Of most attributes that they are there is enough
TRAITS = """() => {
  const kept = ['type', 'role', 'lang', 'scope', 'tabindex', 'aria-current', 'aria-hidden',
    'aria-invalid', 'aria-expanded', 'data-variant', 'data-color', 'data-size', 'autocomplete'];
  const loose = ['class', 'id', 'href', 'value', 'd', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'points',
    'transform', 'width', 'height', 'checked', 'selected', 'maxlength'];
  const sort = e => [e.localName, ...[...e.classList].map(one => '.' + one).sort(),
    ...[...e.attributes].filter(a => !loose.includes(a.name)).map(
      a => '[' + a.name + (kept.includes(a.name) ? '=' + a.value : '') + ']').sort()].join('');
  const says = e => e.textContent.trim() || e.getAttribute('aria-label')
    || e.querySelector('img[alt], [aria-label], title');
  const found = new Set(), ids = {}, parts = [], heads = [];
  const walk = (e, above) => {
    const path = above + '>' + sort(e);
    found.add(path + (e.matches('a, button, th, td, label, li, summary, h1, h2, h3, h4, legend')
      && !says(e) ? ' empty' : ''));
    const leads = name => (e.getAttribute(name) || '').split(/\\s+/).filter(Boolean);
    for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'])
      if (leads(name).some(id => !document.getElementById(id))) found.add(path + name + ' astray');
    if (e.labels && !e.labels.length && e.type !== 'hidden') found.add(path + ' unlabelled');
    if (e.id) ids[e.id] = (ids[e.id] || 0) + 1;
    if (/^h[1-6]$/.test(e.localName)) heads.push(e.localName);
    if (e.matches('nav, aside, header, footer, main, section, [role]'))
      parts.push(sort(e) + (e.getAttribute('aria-label') || ''));
    [...e.children].forEach(child => walk(child, path));
  };
  walk(document.body, '');
  // A heading that is passed over is a leap from one to the next: leaps are kept, not how many
  heads.forEach((head, at) => found.add('heading ' + (heads[at - 1] || '') + ' ' + head));
  found.add('parts ' + [...new Set(parts)].filter(p => parts.filter(q => q === p).length > 1));
  if (Object.values(ids).some(many => many > 1)) found.add('one id for two ' + location.pathname);
  return [...found];
}"""


class Known:
    """What the pages so far were built of."""

    def __init__(self) -> None:
        self.traits: set[str] = set()

    def is_new(self, page: Page) -> bool:
        """Answer whether a page has any trait that none before it had, and keep its traits."""
        fresh = set(page.evaluate(TRAITS)) - self.traits
        self.traits |= fresh
        return bool(fresh)
