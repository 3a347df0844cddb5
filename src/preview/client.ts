/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What the page does for its reader. It is sent to the browser as it stands here, so it may use nothing from outside of itself. */
export function client(): void {
  const page = document.documentElement
  const search = document.querySelector<HTMLInputElement>('input[type=search]')!
  const output = document.querySelector('output')!
  const toggles = [...document.querySelectorAll<HTMLButtonElement>('[data-toggle]')]
  const hosts = [...document.querySelectorAll<HTMLElement>('.cards')]
  const cards = hosts.flatMap(cardsOf)
  let current = -1

  page.classList.add('js')
  for (const host of hosts) host.shadowRoot!.addEventListener('click', followInside)
  cards.forEach(({ button }, at) => {
    button.addEventListener('click', () => turn(at))
  })
  for (const toggle of toggles) toggle.addEventListener('click', () => press(toggle, !isPressed(toggle)))
  search.addEventListener('input', filter)
  document.addEventListener('keydown', onKey)
  restore()
  const { version } = page.dataset
  if (version !== undefined)
    new EventSource('events').onmessage = ({ data }) => {
      if (data !== version) location.reload()
    }

  function cardsOf(host: HTMLElement) {
    // Browsers that do not know shadow trees in HTML leave the template as it is.
    const template = host.querySelector<HTMLTemplateElement>(':scope > template')
    if (template) host.attachShadow({ mode: 'open' }).append(template.content)
    const words = new Map([...host.children].map((each) => [each.getAttribute('slot'), each]))
    return [...host.shadowRoot!.querySelectorAll<HTMLElement>('.preview-card')].map((frame) => {
      const { key = '' } = frame.dataset
      const head = words.get(`head-${key}`)!
      const found = words.get(`found-${key}`)?.textContent ?? ''
      return { key, frame, head, found, button: head.querySelector('button')!, text: '' }
    })
  }

  function isPressed(toggle: HTMLButtonElement | undefined): boolean {
    return toggle?.getAttribute('aria-pressed') === 'true'
  }

  function isOn(name: string): boolean {
    return isPressed(toggles.find((toggle) => toggle.dataset['toggle'] === name))
  }

  function press(toggle: HTMLButtonElement, on: boolean): void {
    toggle.setAttribute('aria-pressed', String(on))
    show()
    keep()
  }

  function show(): void {
    for (const name of ['dark', 'both']) page.classList.toggle(name, isOn(name))
    for (const host of hosts) {
      host.classList.toggle('one', !isOn('both'))
      host.classList.toggle('phone', isOn('phone'))
      for (const card of host.shadowRoot!.querySelectorAll('.card'))
        card.classList.toggle('nightMode', isOn('dark'))
    }
    filter()
  }

  function turn(at: number): void {
    current = at
    const { frame, button } = cards[at]!
    const isTurned = frame.classList.toggle('turned')
    button.textContent = isTurned ? 'Show question' : 'Show answer'
    keep()
  }

  function filter(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    let count = 0
    for (const card of cards) {
      if (words.length > 0)
        card.text ||= `${card.head.textContent} ${card.frame.textContent} ${card.found}`.toLowerCase()
      const isFound = words.every((word) => card.text.includes(word)) && (!isOn('found') || card.found !== '')
      card.frame.hidden = !isFound
      if (isFound) count++
    }
    output.textContent = words.length > 0 || isOn('found') ? `${count} of ${cards.length} cards` : ''
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (target === search && event.key === 'Escape') endSearch()
    if (target.closest('input, textarea, select, audio, video')) return
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const isFree = target === document.body || target.classList.contains('turn')
    if (event.key === '/') search.focus()
    else if (step !== undefined && isFree) move(step)
    else if ((event.key === ' ' || event.key === 'Enter') && target === document.body) turnCurrent()
    else return
    event.preventDefault()
  }

  function endSearch(): void {
    search.value = ''
    search.blur()
    filter()
  }

  /** To the next card that is shown, or the one before. */
  function move(step: number): void {
    const focused = cards.findIndex(({ button }) => button === document.activeElement)
    let at = focused >= 0 ? focused + step : current >= 0 ? current + step : inView()
    while (cards[at]?.frame.hidden) at += step
    if (cards[at]) focus(at)
  }

  function turnCurrent(): void {
    const at = current >= 0 && !cards[current]!.frame.hidden ? current : inView()
    if (!cards[at]) return
    if (!isOn('both')) turn(at)
    focus(at)
  }

  function focus(at: number): void {
    current = at
    const { button, frame } = cards[at]!
    button.focus({ preventScroll: true })
    const { top, bottom } = frame.getBoundingClientRect()
    if (top < 120 || bottom > innerHeight) scrollBy({ top: top - 120 })
  }

  /** The first card that is not above the window. */
  function inView(): number {
    return cards.findIndex(({ frame }) => !frame.hidden && frame.getBoundingClientRect().bottom > 120)
  }

  /** A link to a place in the same card, such as a footnote: browsers do not look into shadow trees. */
  function followInside(event: Event): void {
    const link = (event.target as HTMLElement).closest('a')
    const id = link?.getAttribute('href')
    if (!id?.startsWith('#')) return
    event.preventDefault()
    link!
      .closest('.card')
      ?.querySelector(`[id="${CSS.escape(id.slice(1))}"]`)
      ?.scrollIntoView({ block: 'center' })
  }

  /** What was chosen, for when the page is loaded again. A browser may refuse to keep anything. */
  function keep(): void {
    const pressed = toggles.filter(isPressed).map((toggle) => toggle.dataset['toggle'])
    const turned = cards.filter(({ frame }) => frame.classList.contains('turned')).map(({ key }) => key)
    try {
      sessionStorage.setItem(`preview ${location.pathname}`, JSON.stringify({ pressed, turned }))
    } catch {}
  }

  function restore(): void {
    let kept: { pressed?: string[]; turned?: string[] } = {}
    try {
      kept = JSON.parse(sessionStorage.getItem(`preview ${location.pathname}`) ?? '{}')
    } catch {}
    const { pressed = matchMedia('(prefers-color-scheme: dark)').matches ? ['dark'] : [], turned = [] } = kept
    for (const toggle of toggles)
      toggle.setAttribute('aria-pressed', String(pressed.includes(toggle.dataset['toggle']!)))
    const wasTurned = new Set(turned)
    cards.forEach(({ key }, at) => {
      if (wasTurned.has(key)) turn(at)
    })
    current = -1
    show()
  }
}
