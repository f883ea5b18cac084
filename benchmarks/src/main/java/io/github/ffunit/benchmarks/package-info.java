/**
 * Whole jobs of FFmpeg, timed side by side: the engines, native FFmpeg, and what else runs here.
 *
 * <p>{@code BenchMain} reads the command line, {@code Comparison} measures one job, {@code Report} and {@code JsonRows} say what came
 * out. A {@code Contender} does the runs: {@code NativeProgram} starts a process for each, {@code RunServer} keeps one that does them all
 * ({@code EngineMain} in a JVM, {@code ffmpeg-core.cjs} in Node).
 */
@NullMarked
package io.github.ffunit.benchmarks;

import org.jspecify.annotations.NullMarked;
