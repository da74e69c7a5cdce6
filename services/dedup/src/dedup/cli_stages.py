"""
The stages that look at pictures, as the command line opens them: each in a process of its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from dedup.cli_settings import CliSettings
from dedup.descriptor import turned
from dedup.eyes import Eyes, SandboxedEyes
from dedup.fingerprint import Fingerprint
from dedup.memory_search import candidates
from dedup.stages import Stages
from dedup.verify import compare
from dedup.video_match import compare_videos, length_tolerance
from dedup.video_print import VideoPrint
from mediacore.sandbox import Sandbox


@contextmanager
def opened_stages(settings: CliSettings, looking: int) -> Iterator[Sequence[Stages]]:
    """
    Open the stages for a command, so many that may look at a time; none where that is switched off.
    """
    with ExitStack() as stack:
        memory = settings.decoder_memory_mb * 1024 * 1024
        wanted = looking if settings.enable_perceptual_match else 0
        yield [
            stages_of(SandboxedEyes(stack.enter_context(Sandbox(memory, settings.decoder_seconds))))
            for _ in range(wanted)
        ]


def stages_of(eyes: Eyes) -> Stages:
    """
    Give the stages behind a pair of eyes.
    """
    return Stages(
        fingerprint=eyes.fingerprint,
        clip=eyes.clip,
        candidates=near_pictures,
        clip_candidates=near_clips,
        turns=turned,
        features=eyes.features,
        compare=compare,
        compare_clips=compare_videos,
    )


def near_pictures(pictures: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """
    Give the index pairs of pictures that are worth comparing.
    """
    return sorted(candidates(pictures))


def near_clips(clips: Sequence[VideoPrint]) -> list[tuple[int, int]]:
    """
    Give the index pairs of clips that are worth comparing: of about the same length.
    """
    found: list[tuple[int, int]] = []
    order = sorted(range(len(clips)), key=lambda place: clips[place].duration_s)
    for position, shorter in enumerate(order):
        for longer in order[position + 1 :]:
            length = clips[longer].duration_s
            if length - clips[shorter].duration_s > length_tolerance(length):
                break
            found.append((min(shorter, longer), max(shorter, longer)))
    return sorted(found)
