// Comfort only: every page does its work without this file
(function () {
  'use strict'
  const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'
  const dialog = document.getElementById('kortkommandon')
  const off = 'samverk-utan-kortkommandon'
  const remembered = {
    get off () { try { return localStorage.getItem(off) === 'ja' } catch (_) { return false } },
    set off (value) { try { value ? localStorage.setItem(off, 'ja') : localStorage.removeItem(off) } catch (_) { /* private window */ } }
  }

  // Single keys disturb those who speak to their computer: they can be turned off (WCAG 2.1.4)
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || remembered.off) return
    if (event.target.closest(typing) || document.querySelector('dialog[open]')) return
    const place = event.key === '/' && document.querySelector('[role=search] input[type=search]')
    if (place) { event.preventDefault(); place.focus(); place.select() }
    const search = event.key === '/' && !place && document.querySelector('.sv-nav a[href$="/sok/"]')
    if (search) { event.preventDefault(); location.assign(search.href) }
    if (event.key === '?' && dialog) { event.preventDefault(); open() }
  })

  function open () {
    const turn = dialog.querySelector('[data-off]')
    turn.textContent = remembered.off ? turn.dataset.on : turn.dataset.off
    dialog.showModal()
  }
  if (dialog) {
    dialog.querySelector('[data-off]').addEventListener('click', () => { remembered.off = !remembered.off })
    document.querySelectorAll('[data-opens=kortkommandon]').forEach(function (place) {
      place.hidden = false
      place.querySelector('button').addEventListener('click', open)
    })
  }

  // What to mend may stand below the screen's edge: begin there
  const faults = document.querySelector('.ds-error-summary')
  if (faults) faults.focus()

  // On paper reasons are unfolded by style; a browser that does not know how has them unfolded for it
  if (!CSS.supports('selector(::details-content)')) {
    const folded = () => document.querySelectorAll('.sv-reasons:not([open])')
    let unfolded = []
    addEventListener('beforeprint', () => { unfolded = [...folded()]; unfolded.forEach((one) => { one.open = true }) })
    addEventListener('afterprint', () => { unfolded.forEach((one) => { one.open = false }) })
  }

  // A row is dragged within its part of the agenda; the buttons in it do the same
  const mover = document.querySelector('form[data-move]')
  if (mover) {
    let held = null
    const row = (event) => event.target.closest ? event.target.closest('tr[data-place]') : null
    const fits = (place) => held && place && place !== held && place.dataset.group === held.dataset.group
    document.addEventListener('dragstart', function (event) {
      held = row(event)
      if (held && held.dataset.item) { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', held.dataset.place) }
    })
    document.addEventListener('dragover', (event) => { if (fits(row(event))) event.preventDefault() })
    document.addEventListener('dragend', () => { held = null })
    document.addEventListener('drop', function (event) {
      const place = row(event)
      if (!fits(place)) return
      event.preventDefault()
      mover.action = held.dataset.item
      mover.elements.position.value = place.dataset.place
      mover.submit()
    })
  }

  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  })
  document.querySelectorAll('[data-copy]').forEach(function (button) {
    const text = document.getElementById(button.dataset.copy)
    const said = button.parentElement.querySelector('[data-copied]')
    button.hidden = false
    button.addEventListener('click', function () {
      text.select()
      const kept = navigator.clipboard ? navigator.clipboard.writeText(text.value) : Promise.reject(new Error('no clipboard'))
      kept.then(() => { said.textContent = said.dataset.copied }, () => { said.textContent = said.dataset.failed })
    })
  })
})()
