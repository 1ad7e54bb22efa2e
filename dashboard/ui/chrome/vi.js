// Streamlit writes some words of its own in English. WORDS (words.vi.yml) says how an officer reads them.
// Only whole texts are replaced, so a sentence or a name in the ward's data is never touched.
const ATTRIBUTES = ["alt", "aria-description", "aria-label", "placeholder", "title"];
const LEFT_ALONE = "script, style, textarea, [contenteditable=true]";
const PATTERNS = WORDS.patterns.map(({ found, put }) => [new RegExp(`^${found}$`), put]);

let lang = "vi";

function readLanguage() {
  return new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi";
}

function translate(text) {
  if (lang === "en") return text;
  if (Object.hasOwn(WORDS.exact, text)) return WORDS.exact[text];
  const pattern = PATTERNS.find(([found]) => found.test(text));
  return pattern ? text.replace(...pattern) : text;
}

function translateText(node) {
  const text = node.nodeValue.trim();
  const put = translate(text);
  if (put !== text && !node.parentElement?.closest(LEFT_ALONE)) node.nodeValue = node.nodeValue.replace(text, () => put);
}

function translateAttributes(element) {
  for (const name of ATTRIBUTES) {
    const text = element.getAttribute(name);
    if (text && translate(text) !== text) element.setAttribute(name, translate(text));
  }
}

// Streamlit puts the groups of its menu between a list and its items, which a screen reader takes for a broken list.
const MENU = "[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li";

function mendMenu(element) {
  if (element.matches(MENU)) element.setAttribute("role", "none");
}

// Our own blocks and Plotly's pictures hold no word of Streamlit's: a click redraws hundreds of their nodes.
const OURS = ".stHtml, .js-plotly-plot";

function passOurs(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.matches(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}

function translateTree(root) {
  if (root.nodeType === Node.ELEMENT_NODE && root.closest(OURS)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, passOurs);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) translateText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    translateAttributes(node);
    mendMenu(node);
  }
}

function translateChanges(changes) {
  lang = readLanguage();
  // Written only when it differs: every write makes the browser style the whole page anew.
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translateTree);
    else if (change.type === "characterData") translateText(change.target);
    else translateAttributes(change.target);
  }
}

new MutationObserver(translateChanges).observe(document.body, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});
translateChanges([{ type: "childList", addedNodes: [document.body] }]);
