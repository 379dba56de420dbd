// Comfort only: tells how the saving goes; every form also saves with its button
(function () {
  'use strict'
  const saves = (event) => event.target.closest('form[data-saves]')
  const lost = 'Inte sparat: servern svarar inte. Det du skrev står kvar här. Skriv vidare eller tryck på Spara för att försöka igen.'

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
  addEventListener('beforeunload', (event) => {
    if (document.querySelector('form[data-unsaved]')) event.preventDefault()
  })
})()
