import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig, type Plugin } from 'vitest/config';

const outDir = resolve(process.env['CHANCERY_WEB_OUT'] ?? fileURLToPath(new URL('../../build/web', import.meta.url)));

// The server sends foo.js.br or foo.js.gz where the browser takes it: compressed once here, not on every request.
function precompress(): Plugin {
  const compress = async (file: string) => {
    const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    await pipeline(createReadStream(file), brotli, createWriteStream(`${file}.br`));
    await pipeline(createReadStream(file), createGzip({ level: 9 }), createWriteStream(`${file}.gz`));
  };
  const filesUnder = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]);
  return {
    name: 'chancery-precompress',
    apply: 'build',
    async closeBundle() {
      const files = filesUnder(outDir).filter((file) => /\.(js|css|html|svg|json)$/.test(file) && statSync(file).size > 1024);
      for (const file of files) await compress(file);
    },
  };
}

export default defineConfig({
  plugins: [
    vue(),
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    precompress(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: { outDir, emptyOutDir: true, target: 'chrome87', cssTarget: 'chrome87', chunkSizeWarningLimit: 600, assetsInlineLimit: 0 },
  server: { proxy: { '/api': process.env['CHANCERY_API'] ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', include: ['tests/unit/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
});
