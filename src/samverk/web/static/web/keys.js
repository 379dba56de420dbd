// Says in Swedish what went wrong when the browser was asked for a key (see allauth's webauthn.js)
document.addEventListener('allauth.error', function (event) {
  const place = document.getElementById('nyckelfel')
  if (!place) return
  event.preventDefault()
  const words = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known' }
  const name = event.detail.exception && event.detail.exception.name
  place.textContent = place.dataset[words[name] || 'other']
  place.hidden = false
})
