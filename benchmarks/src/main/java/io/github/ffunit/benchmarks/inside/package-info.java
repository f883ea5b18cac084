/** What single steps of a run cost, measured with JMH: calls of the bridge, and making an instance. */
@NullMarked
package io.github.ffunit.benchmarks.inside;

import org.jspecify.annotations.NullMarked;
