import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import ts from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

// Direction: shared ← features ← app; a feature does not reach into another one; bpmn-js has one importer.
const bpmn = { group: ['bpmn-js', 'bpmn-js/*', 'diagram-js', 'diagram-js/*'], message: 'bpmn-js is wrapped in src/shared/diagram only.' };
const upward = (group, message) => ({ group, message });
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default [
  { ignores: ['node_modules/', 'dist/', 'src/shared/api/schema.d.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue', '**/*.ts'],
    languageOptions: { parser: vueParser, parserOptions: { parser: ts.parser, sourceType: 'module' } },
    rules: {
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['(', ')', ',', '.', '·', '…', '+', '−', '!'] }],
      'vue/multiline-html-element-content-newline': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/form-control-has-label': 'off',
    },
  },
  { files: ['src/**'], rules: restrict(bpmn) },
  { files: ['src/shared/**'], rules: restrict(bpmn, upward(['@/features/**', '@/app/**', '**/features/**'], 'shared/ knows neither features/ nor app/.')) },
  { files: ['src/shared/diagram/**'], rules: restrict(upward(['@/features/**', '@/app/**'], 'shared/ knows neither features/ nor app/.')) },
  { files: ['src/features/**'], rules: restrict(bpmn, upward(['@/app/**', '@/features/**', '../*/**'], 'A feature knows shared/ and itself.')) },
];
