import { useRef } from 'preact/hooks';
import { CENTRE, type Stick } from './sticks';

interface Props {
  readonly name: string;
  /** What right and up mean. */
  readonly across: string;
  readonly up: string;
  readonly value: Stick;
  readonly active: boolean;
  readonly onMove: (to: Stick) => void;
}

/** How far the knob goes, in the drawing's units. */
const WAY = 34;

/** A stick for a finger or a mouse; it springs back when let go. */
export function StickPad({ name, across, up, value, active, onMove }: Props) {
  const pad = useRef<SVGSVGElement>(null);
  const pointer = useRef<number | undefined>(undefined);
  const follow = (event: PointerEvent): void => {
    const box = pad.current?.getBoundingClientRect();
    if (!box) return;
    const radius = (box.width / 100) * WAY;
    onMove({ x: (event.clientX - box.left - box.width / 2) / radius, y: -(event.clientY - box.top - box.height / 2) / radius });
  };
  const letGo = (event: PointerEvent): void => {
    if (pointer.current !== event.pointerId) return;
    pointer.current = undefined;
    onMove(CENTRE);
  };
  return (
    <div class={active ? 'stick' : 'stick idle'}>
      <svg
        ref={pad}
        viewBox="0 0 100 100"
        role="img"
        aria-label={`${name}: ${across} ${value.x.toFixed(2)}, ${up} ${value.y.toFixed(2)}`}
        data-testid={`stick-${name.toLowerCase()}`}
        onPointerDown={(event) => {
          if (!active || pointer.current !== undefined) return;
          pointer.current = event.pointerId;
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => pointer.current === event.pointerId && follow(event)}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onLostPointerCapture={letGo}
      >
        <circle class="stick-well" cx="50" cy="50" r="48.5" />
        <path class="stick-cross" d="M50 12v76M12 50h76" />
        <circle class="stick-ring" cx="50" cy="50" r={WAY} />
        <path class="stick-marks" d="M50 6.5l3 4h-6zM50 93.5l3-4h-6zM6.5 50l4-3v6zM93.5 50l-4-3v6z" />
        <line class="stick-way" x1="50" y1="50" x2={50 + value.x * WAY} y2={50 - value.y * WAY} />
        <circle class="stick-knob" cx={50 + value.x * WAY} cy={50 - value.y * WAY} r="13" />
      </svg>
      <dl class="stick-values number" aria-hidden="true">
        <div>
          <dt>{across}</dt>
          <dd>{signed(value.x)}</dd>
        </div>
        <div>
          <dt>{up}</dt>
          <dd>{signed(value.y)}</dd>
        </div>
      </dl>
    </div>
  );
}

function signed(value: number): string {
  return value === 0 ? '0.00' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
