// Building and changing the page. Data only ever becomes text: nothing here parses markup.

/** A new element; attributes that are functions become listeners, false and null are left out, strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value !== false && value != null) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

/** Sets the text if it differs, so that nothing is laid out or read aloud again without need; says whether it did. */
export function setText(node, value) {
  if (node.textContent === value) {
    return false;
  }
  node.textContent = value;
  return true;
}

/** Puts the children of a list in the given order, moving only what is out of place. */
export function arrange(parent, wanted) {
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
  while (parent.children.length > wanted.length) {
    parent.lastElementChild.remove();
  }
}

/** Lets a changed value light up once. The animation starts anew because the class is set in the next frame. */
export function flash(node) {
  node.classList.remove('changed');
  requestAnimationFrame(() => node.classList.add('changed'));
}

/** A box for what is there instead of data: empty, or an error with its way out. */
export function notice(kind, title, ...more) {
  return element('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : null }, element('p', { class: 'notice-title' }, title), ...more);
}

/** Grey lines that stand for what is being loaded. */
export function skeleton(lines, label) {
  const box = element('div', { class: 'skeleton', role: 'img', 'aria-label': label });
  for (let line = 0; line < lines; line++) {
    box.append(element('span'));
  }
  return box;
}
