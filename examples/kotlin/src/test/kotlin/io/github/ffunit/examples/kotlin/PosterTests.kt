package io.github.ffunit.examples.kotlin

import io.github.ffunit.FFmpegTest
import io.github.ffunit.IoCondition
import io.github.ffunit.Media
import io.github.ffunit.Work
import io.github.ffunit.ffmpeg.Capability
import io.github.ffunit.ffmpeg.FFmpeg
import io.github.ffunit.ffmpeg.FFmpegExitException
import io.github.ffunit.ffmpeg.FFprobe
import io.github.ffunit.ffmpeg.Progress
import io.github.ffunit.params.IoConditions
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest

/** FFUnit in Kotlin: injection, lambdas, and types that may not be null. */
@FFmpegTest
class PosterTests(private val ffmpeg: FFmpeg, private val ffprobe: FFprobe) {

    @Test
    fun `poster of a clip has the size of its pictures`(@Media("h264-aac-2s.mp4") clip: Path, @Work dir: Path) {
        val poster = dir.resolve("poster.png")
        ffmpeg.run("-i", clip, "-frames:v", 1, poster)

        val picture = ffprobe.probe(poster).streams().single()
        assertThat(picture.width().orElseThrow() to picture.height().orElseThrow()).isEqualTo(320 to 240)
    }

    @Test
    fun `progress is told to a lambda`(@Media("h264-aac-2s.mp4") clip: Path) {
        val reports = mutableListOf<Progress>()
        ffmpeg.withProgress { reports += it }.run("-i", clip, "-f", "null", "-")

        assertThat(reports).isNotEmpty()
    }

    @Test
    fun `failure says what is wrong`() {
        val failure = assertThrows<FFmpegExitException> { ffmpeg.run("-i", "nothing.mp4", "out.mp4") }

        assertThat(failure).hasMessageContaining("nothing.mp4: No such file or directory")
    }

    @ParameterizedTest
    @IoConditions(IoCondition.SHORT_READS, IoCondition.SHORT_WRITES)
    fun `poster is made in pieces as well`(condition: IoCondition, @Media("h264-aac-2s.mp4") clip: Path) {
        assertThat(condition.isHarmless).isTrue()
        ffmpeg.run("-i", clip, "-frames:v", 1, "poster.png")
    }

    @Test
    fun `capabilities are asked for by name`() {
        assertThat(ffmpeg.has(Capability.encoder("libx264"))).isTrue()
    }
}
