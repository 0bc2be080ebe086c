import { expect, test } from 'vitest';
import { EXAMPLES } from './examples';

test('should offer the ten documented questions', () => {
  expect(EXAMPLES).toHaveLength(10);
  for (const { title, sql } of EXAMPLES) {
    expect(title).toMatch(/\?$/);
    expect(sql).toMatch(/FROM/);
    expect(sql).not.toMatch(/```/);
  }
});
