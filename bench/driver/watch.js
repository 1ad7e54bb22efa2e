// Runs in every page before its own scripts and notes, in milliseconds since the page was asked for:
// `watch.seen`, the frame in which a heading, a table and a drawn chart first stand there, and
// `watch.answer`, from the press of the mouse to the moment the heading has changed and no script runs any more.
// `await watch.until(…)` waits: the page's own policy forbids what a browser's driver would evaluate again and again.
(() => {
  const SOUGHT = { heading: "h1", table: "table", chart: ".js-plotly-plot .main-svg" };
  const PATIENCE = 60_000;
  const watch = { seen: {}, answer: null, isIdle, arm, until };
  let pressed = null;
  let before = "";

  function readHeading() {
    return document.querySelector(".heading")?.textContent ?? "";
  }

  function isIdle() {
    return document.querySelector(".stApp")?.dataset.testScriptState === "notRunning";
  }

  function arm() {
    [before, pressed, watch.answer] = [readHeading(), null, null];
  }

  function until(happened) {
    return new Promise((tell, fail) => {
      setTimeout(() => fail(new Error(`not within ${PATIENCE} ms: ${happened}`)), PATIENCE);
      const look = () => (happened() ? tell() : requestAnimationFrame(look));
      look();
    });
  }

  function stands(selector) {
    return [...document.querySelectorAll(selector)].some((found) => found.getClientRects().length);
  }

  function lookAtPage() {
    for (const [name, selector] of Object.entries(SOUGHT))
      if (!(name in watch.seen) && stands(selector)) watch.seen[name] = performance.now();
  }

  function lookAtAnswer() {
    if (pressed !== null && watch.answer === null && isIdle() && readHeading() !== before)
      watch.answer = performance.now() - pressed;
  }

  const attributeFilter = ["class", "data-test-script-state", "style"];
  new MutationObserver(() => {
    lookAtAnswer();
    requestAnimationFrame(lookAtPage);
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
  document.addEventListener("pointerdown", () => (pressed = performance.now()), true);
  window.watch = watch;
})();
