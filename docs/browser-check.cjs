// SPDX-License-Identifier: Apache-2.0
// Types the queries of docs/browser.md into Neo4j Browser and takes a picture of what it draws.
// usage: NODE_PATH=.../node_modules node docs/browser-check.cjs http://127.0.0.1:7474 bolt://127.0.0.1:7687 FOLDER
// It needs playwright-core and Chromium (CHROMIUM=/usr/bin/chromium), and the demo server without authentication.
// The queries of the page begin with a product of the demo: PRODUCT=P1001326.
const fs = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');

const [address, bolt, folder] = process.argv.slice(2);
const product = process.env.PRODUCT || 'P1001326';
const root = path.dirname(__dirname);

function blocks() {
  const page = fs.readFileSync(path.join(__dirname, 'browser.md'), 'utf8');
  return [...page.matchAll(/<!-- picture: (\S+) -->\s*```cypher[^\n]*\n([\s\S]*?)```/g)].map(([, name, query]) => ({
    name,
    query: query.replace(/\{id: 'p1'\}/g, `{id: '${product}'}`).trim(),
  }));
}

// Browser reads a style from an address only
function serveStyle() {
  const style = fs.readFileSync(path.join(root, 'cypher', 'degree.grass'));
  return new Promise((resolve) => {
    const server = http.createServer((request, response) => {
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' });
      response.end(style);
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

async function type(page, text) {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
}

async function connect(page) {
  await page.goto(`${address}/browser/?dbms=${encodeURIComponent(bolt)}`);
  const button = page.getByTestId('connect');
  await Promise.race([
    button.waitFor({ timeout: 60000 }).catch(() => {}),
    page.getByText('You are connected').first().waitFor({ timeout: 60000 }).catch(() => {}),
  ]);
  if (await button.isVisible()) {
    const choice = page.locator('[data-testid=authenticationMethod]');
    if (await choice.count()) {
      await choice.selectOption({ label: 'No authentication' }).catch(() => {});
    }
    await button.click();
  }
  await page.getByText(/You are connected|Connection status/).first().waitFor({ timeout: 60000 });
}

async function draw(page, { name, query }) {
  await type(page, ':clear');
  await page.waitForTimeout(1500);
  await type(page, query);
  await page.locator('svg .node').first().waitFor({ timeout: 60000 });
  await page.waitForTimeout(6000);
  const nodes = await page.locator('svg g.node').count();
  const relationships = await page.locator('svg g.relationship').count();
  if (nodes < 5 || relationships < 4) {
    throw new Error(`${name}: ${nodes} nodes and ${relationships} relationships were drawn`);
  }
  const colors = await page.$$eval('svg g.node circle', (all) => [...new Set(all.map((c) => c.getAttribute('fill')))]);
  console.log(`${name}: ${nodes} nodes, ${relationships} relationships, colors ${colors.filter(Boolean).join(' ')}`);
  // the frame of the result, without the editor above it
  const frame = await page.locator('svg g.node').first().locator('xpath=ancestor::article').boundingBox();
  await page.screenshot({ path: path.join(folder, `${name}.png`), clip: frame });
}

(async () => {
  const style = await serveStyle();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
  try {
    await connect(page);
    await type(page, `:style http://localhost:${style.address().port}/degree.grass`);
    await page.waitForTimeout(2500);
    await type(page, ':config autoComplete: false'); // "connect result nodes": only what the query returns
    await page.waitForTimeout(1000);
    for (const block of blocks()) {
      await draw(page, block);
    }
  } catch (failure) {
    await page.screenshot({ path: path.join(folder, 'failure.png') });
    throw failure;
  } finally {
    await browser.close();
    style.close();
  }
})().catch((failure) => {
  console.error(failure.message);
  process.exit(1);
});
