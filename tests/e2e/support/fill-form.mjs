// Fills a form of the console as a person would, from the values of a scenario. The schema tells which control is meant.
import assert from 'node:assert/strict';

/** `names` turns an account into the name of its person; `shift` moves a date of the scenario to the days of the test. */
export async function fillForm(page, components, values, { names, shift }) {
  const known = new Set(keysOf(components));
  for (const key of Object.keys(values)) assert.ok(known.has(key), `the form asks no "${key}"`);
  await fillIn(page, page, components, values, { names, shift });
}

const keysOf = (components) => components.flatMap((one) => (one.type === 'group' ? keysOf(one.components ?? []) : one.key ? [one.key] : []));

async function fillIn(page, place, components, values, tools) {
  for (const component of components) {
    if (component.type === 'group') { await fillIn(page, place, component.components ?? [], values, tools); continue; }
    if (!component.key || !(component.key in values)) continue;
    const field = place.locator(`[data-field="${component.key}"]`).first();
    await field.waitFor({ state: 'visible', timeout: 5_000 });
    await fillOne(page, field, component, values[component.key], tools);
  }
}

async function fillOne(page, field, component, value, tools) {
  switch (component.type) {
    case 'checkbox': return field.locator('input[type=checkbox]').setChecked(value === true);
    case 'radio': return field.locator(`input[type=radio][value="${value}"]`).check();
    case 'checklist': for (const one of value) await field.locator(`input[value="${one}"]`).check(); return undefined;
    case 'persons': for (const one of value) await field.locator(`input[value="${optionOf(component, one, tools)}"]`).check(); return undefined;
    case 'select': case 'person': return choose(page, field, optionOf(component, value, tools));
    case 'filepicker': return attach(field, value);
    case 'datetime': return field.locator('input').fill(tools.shift(value, component.subtype));
    case 'dynamiclist': return fillRows(page, field, component, value, tools);
    default: return field.locator('input, textarea').first().fill(String(value));
  }
}

// The option whose value is meant, or whose label names the person of an account.
function optionOf(component, value, { names }) {
  const options = component.values ?? [];
  const exact = options.find((one) => String(one.value) === String(value));
  if (exact) return String(exact.value);
  const name = names(value);
  const named = name ? options.filter((one) => one.label === name || one.label.startsWith(`${name} `) || one.label.startsWith(`${name}·`)) : [];
  assert.equal(named.length, 1, `"${component.key}" offers ${named.length} options for ${value} (${name})`);
  return String(named[0].value);
}

async function choose(page, field, value) {
  const native = field.locator('select');
  if (await native.count()) return native.selectOption(await native.locator(`option[data-value="${value}"]`).getAttribute('value'));
  // A list that is still closing would take the click that is meant for the next one.
  const closed = () => page.locator('.el-select-dropdown__item:visible').first().waitFor({ state: 'hidden' });
  await closed();
  await field.locator('input').click();
  await page.locator(`.el-select-dropdown__item[data-value="${value}"]:visible`).click();
  return closed();
}

async function attach(field, value) {
  for (const one of Array.isArray(value) ? value : [value]) {
    await field.locator('input[type=file]').setInputFiles({ name: one.name, mimeType: 'application/octet-stream', buffer: Buffer.from(`content of ${one.name}`) });
    await field.getByText(one.name).first().waitFor();
  }
}

async function fillRows(page, field, component, rows, tools) {
  for (let index = await field.locator('[data-row]').count(); index < rows.length; index++) await field.locator('button.add').click();
  for (const [index, row] of rows.entries()) await fillIn(page, field.locator('[data-row]').nth(index), component.components ?? [], row, tools);
}
