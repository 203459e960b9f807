import type { LegendClass } from './unit-class'

/** Colours and hatches of the scheme now shown, as a canvas takes them. The hatches are those of `UnitClassPatterns`. */
export interface ClassPalette {
  readonly fills: Readonly<Record<LegendClass, string | CanvasPattern>>
  readonly beforeTheLog: string | CanvasPattern
  readonly voidGround: string
  readonly log: string
  readonly surface: string
  readonly text: string
  readonly sunken: string
  readonly edge: string
  readonly grid: string
  readonly hole: string
  readonly ahead: string
  readonly accent: string
}

export function classPalette(root: Element, context: CanvasRenderingContext2D): ClassPalette {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const tile = (size: number, draw: (pen: CanvasRenderingContext2D) => void, rotation = 0): string | CanvasPattern => {
    const canvas = document.createElement('canvas')
    const scale = 2
    canvas.width = canvas.height = size * scale
    const pen = canvas.getContext('2d')
    if (!pen) return token('surface')
    pen.scale(scale, scale)
    draw(pen)
    const pattern = context.createPattern(canvas, 'repeat')
    pattern?.setTransform(new DOMMatrix().rotate(rotation).scale(1 / scale))
    return pattern ?? token('surface')
  }
  const stripes = (size: number, ground: string, groundAlpha: number, stripe: string, stripeWidth: number, stripeAlpha: number, rotation: number) =>
    tile(
      size,
      pen => {
        pen.globalAlpha = groundAlpha
        pen.fillStyle = ground
        pen.fillRect(0, 0, size, size)
        pen.globalAlpha = stripeAlpha
        pen.fillStyle = stripe
        pen.fillRect(0, 0, stripeWidth, size)
      },
      rotation,
    )
  const dots = (size: number, ground: string | undefined, dot: string, radius: number) =>
    tile(size, pen => {
      if (ground !== undefined) {
        pen.fillStyle = ground
        pen.fillRect(0, 0, size, size)
      }
      pen.fillStyle = dot
      pen.beginPath()
      pen.arc(size / 2, size / 2, radius, 0, Math.PI * 2)
      pen.fill()
    })

  const surface = token('surface')
  return {
    fills: {
      ok: token('c-ok'),
      'expired-hidden': stripes(6, token('c-hidden'), 0.22, token('c-hidden'), 2, 1, 45),
      'expired-visible': stripes(5, token('c-visible'), 1, surface, 1.4, 0.75, -45),
      ahead: stripes(4, token('c-ahead'), 1, surface, 1.2, 0.8, 0),
      wrong: dots(5, token('c-wrong'), surface, 1),
      'in-hole': surface,
      'pre-blank': dots(4, undefined, token('edge'), 0.8),
      unwritten: surface,
      goes: stripes(7, token('danger-bg'), 1, token('danger'), 2, 0.55, -45),
    },
    beforeTheLog: stripes(8, token('void'), 0, token('void-line'), 1, 1, 45),
    voidGround: token('void'),
    log: token('log'),
    surface,
    text: token('text'),
    sunken: token('sunken'),
    edge: token('edge'),
    grid: token('grid'),
    hole: token('c-visible'),
    ahead: token('c-ahead'),
    accent: token('accent'),
  }
}
