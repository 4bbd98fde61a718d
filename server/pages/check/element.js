/** Builds page nodes; text always goes in as text, never as markup. */

/** @param {string} tag @param {string} className @param {...(Node | string)} children */
export function element(tag, className, ...children) {
  const node = document.createElement(tag)
  node.className = className
  node.append(...children)
  return node
}
