// A run's page asks every second where the run is, and loads itself again when it has ended.
const page = document.querySelector('[data-module="pfa-run"]')

async function ask() {
  try {
    const response = await fetch(page.dataset.address, { headers: { "X-Pfa-Poll": "1" }, credentials: "same-origin" })
    if (response.ok && !response.redirected) {
      const said = await response.json()
      if (said.finished) {
        window.location.reload()
        return
      }
      show("phase", said.phase)
      show("closeness", said.closeness || "Not yet known")
    }
  } catch {
    // The network was away for a moment; ask again.
  }
  window.setTimeout(ask, 1000)
}

function show(name, words) {
  const place = page.querySelector(`[data-run="${name}"]`)
  if (place && place.textContent !== words) place.textContent = words
}

if (page) window.setTimeout(ask, 500)
