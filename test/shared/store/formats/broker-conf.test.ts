import { describe, expect, test } from 'vitest'
import { parseBrokerConf } from '../../../../shared/store/formats/broker-conf'

describe('broker.conf', () => {
  test.each([
    ['key=value', 'key', 'value'],
    ['key = value', 'key', 'value'],
    ['key: value', 'key', 'value'],
    ['key value', 'key', 'value'],
    ['  \tkey\t=\tvalue with blanks ', 'key', 'value with blanks '],
    ['key==value', 'key', '=value'],
    ['key', 'key', ''],
    ['key=', 'key', ''],
    ['a\\ b\\:c\\=d=value', 'a b:c=d', 'value'],
    ['path=C:\\\\rocketmq\\\\store', 'path', 'C:\\rocketmq\\store'],
    ['path=C:\\rocketmq\\store', 'path', 'C:\rocketmqstore'],
    ['key=\\u4e2d\\u6587', 'key', '中文'],
    ['key=a\\\n     b\\\r\nc', 'key', 'abc'],
    ['key=a\\\\\nother=b', 'key', 'a\\'],
    ['key=a\\\n# not a comment', 'key', 'a# not a comment'],
    ['key=one\rkey=two', 'key', 'two'],
    ['\ufeffkey=value', 'key', 'value'],
    ['key=a\\', 'key', 'a'],
  ])('reads %j', (text, key, value) => expect(parseBrokerConf(text).get(key)).toBe(value))

  test('has no properties in comments and blank lines', () => {
    expect([...parseBrokerConf('# a=1\n  ! b=2\n\n \t\nc=3\n')]).toEqual([['c', '3']])
  })
})
