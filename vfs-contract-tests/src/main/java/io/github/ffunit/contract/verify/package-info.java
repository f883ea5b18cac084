/**
 * All that the suite can do, in one run: the properties, random sequences of calls, faults and histories of threads, as much
 * of it as a {@link io.github.ffunit.contract.verify.Profile} says. Start at
 * {@link io.github.ffunit.contract.verify.Verification}.
 */
@NullMarked
package io.github.ffunit.contract.verify;

import org.jspecify.annotations.NullMarked;
