import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { aCopy } from '@/testing/duplicates';
import { Clip } from './clip';

test('clips play and pause together, from the same moment', () => {
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  const pause = vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
  render(
    <section>
      <Clip copy={aCopy('a.mp4')} />
      <Clip copy={aCopy('b.mp4')} />
    </section>,
  );
  const [first, second] = ['a.mp4', 'b.mp4'].map((name) =>
    screen.getByLabelText<HTMLVideoElement>(name),
  );
  if (first === undefined || second === undefined) throw new Error('not rendered');
  expect(first).toHaveAttribute('src', '/api/immich/assets/id-a.mp4/video/playback');
  const paused = vi.spyOn(first, 'paused', 'get').mockReturnValue(false);
  first.currentTime = 2;
  fireEvent.play(first);
  expect(play.mock.contexts).toEqual([second]);
  expect(second.currentTime).toBe(2);

  vi.spyOn(second, 'paused', 'get').mockReturnValue(false);
  paused.mockReturnValue(true);
  fireEvent.pause(first);
  expect(pause.mock.contexts).toEqual([second]);
});

test('a clip keeps the key that plays it, and no other', () => {
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  render(<Clip copy={aCopy('a.mp4')} />);
  fireEvent.keyDown(screen.getByLabelText('a.mp4'), { key: ' ' });
  expect(heard).not.toHaveBeenCalled();

  fireEvent.keyDown(screen.getByLabelText('a.mp4'), { key: 'Enter' });
  expect(heard).toHaveBeenCalledOnce();
  window.removeEventListener('keydown', heard);
});

test('a clip by itself plays alone', () => {
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  render(<Clip copy={aCopy('a.mp4')} />);
  fireEvent.play(screen.getByLabelText('a.mp4'));

  expect(play).not.toHaveBeenCalled();
});
