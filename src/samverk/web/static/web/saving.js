// Comfort only: tells how the saving goes; every form also saves with its button
(function () {
  'use strict'
  const saves = (event) => event.target.closest('form[data-saves]')
  const lost = 'Inte sparat: servern svarar inte. Det du skrev står kvar här och sparas när förbindelsen är tillbaka. Tryck annars på Spara.'

  function tell (form, words) {
    const state = form.querySelector('[role=status] .sv-status span')
    if (state) state.textContent = words
  }
  function on (name, work) {
    document.addEventListener(name, (event) => { const form = saves(event); if (form) work(form) })
  }
  on('input', (form) => { form.dataset.unsaved = ''; tell(form, 'Inte sparat än') })
  on('submit', (form) => { delete form.dataset.unsaved })
  on('htmx:beforeRequest', (form) => { delete form.dataset.unsaved; tell(form, 'Sparas…') })
  for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
    on(name, (form) => { form.dataset.unsaved = ''; tell(form, lost) })
  }
  // A lost network, not a refusal: what is typed by then is sent when it may be back
  function again () {
    for (const form of document.querySelectorAll('form[data-saves][data-unsaved]')) {
      form.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
  addEventListener('online', again)
  for (const name of ['htmx:sendError', 'htmx:timeout']) on(name, () => setTimeout(again, 10000))
  addEventListener('beforeunload', (event) => {
    if (document.querySelector('form[data-unsaved]')) event.preventDefault()
  })
})()
