import { describe, expect, it } from 'vitest';
import { condition, evaluate, unknown } from '@/shared/form/feel-subset';

const scope = { form: { decision: 'affix', copies: 3, tags: ['a', 'b'], agent: { name: '甲' }, seen: true, text: '不含担保' } };

describe('what form conditions use', () => {
  it.each([
    ['form.decision = "affix"', true], ['= form.decision = "affix"', true], ['form.decision != "affix"', false], ['form.decision = "affix" and form.copies > 2', true],
    ['form.decision = "x" or form.seen', true], ['not(form.seen)', false], ['form.agent != null', true], ['form.agent.name = "甲"', true], ['form.decision in ("affix", "decline")', true],
    ['form.decision in ["sign"]', false], ['list contains(form.tags, "b")', true], ['contains(form.text, "担保")', true], ['count(form.tags) = 2', true], ['string length(form.text) = 4', true],
    ['(form.copies + 1) * 2 = 8', true], ['-form.copies < 0', true],
  ])('%s', (source, expected) => expect(evaluate(source, scope)).toBe(expected));

  it('treats what is not filled as null, and null conditions as false', () => {
    expect(condition('form.nothing = "x"', scope)).toBe(false);
    expect(condition('form.nothing > 3', scope)).toBe(false);
    expect(evaluate('form.nothing > 3', scope)).toBe(null);
    expect(condition('form.nothing = null', scope)).toBe(true);
    expect(condition('not(form.nothing)', scope)).toBe(false);
  });

  it('does not compare values of different types', () => {
    expect(evaluate('form.copies = "3"', scope)).toBe(null);
    expect(evaluate('form.decision < 3', scope)).toBe(null);
  });
});

describe('what it leaves to the server', () => {
  it.each(['apply.copies > 2', 'some x in form.tags satisfies x = "a"', 'if form.seen then 1 else 2', 'form.tags[1]', 'date("2026-03-02") > today()', 'form.copies > ', '"open', 'form..x', 'f(form.copies)', 'form.copies between 1 and 2', '', 'a ? b', '1 2'])(
    '%s is unknown', (source) => expect(condition(source, scope)).toBe(unknown));
});
