"use strict";
// The scene stands in the address behind «#canh-»; keys, clickers and links all write it there.
const sheets = [...document.querySelectorAll(".sheet")];
const read = () => {
  const asked = Number(location.hash.replace("#canh-", ""));
  return sheets[asked - 1] ? asked : 1;
};
const show = () => {
  sheets.forEach((sheet, index) => sheet.classList.toggle("now", index === read() - 1));
  document.querySelectorAll("details[open]").forEach((told) => { told.open = false; });
  window.scrollTo(0, 0);
};
const turn = (to) => { location.hash = `#canh-${Math.min(Math.max(to, 1), sheets.length)}`; };
const steps = {
  ArrowLeft: () => turn(read() - 1), PageUp: () => turn(read() - 1),
  ArrowRight: () => turn(read() + 1), PageDown: () => turn(read() + 1),
  Home: () => turn(1), End: () => turn(sheets.length),
  Escape: () => document.querySelectorAll("details[open]").forEach((told) => { told.open = false; }),
};
document.body.classList.add("turning");
addEventListener("hashchange", show);
addEventListener("keydown", (event) => {
  if (steps[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    steps[event.key]();
  }
});
show();
