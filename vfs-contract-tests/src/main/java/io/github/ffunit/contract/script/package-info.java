/**
 * Random sequences of calls, run on a subject and on the {@link io.github.ffunit.contract.model.Model} in step. Start at
 * {@link io.github.ffunit.contract.script.Campaign}.
 */
@NullMarked
package io.github.ffunit.contract.script;

import org.jspecify.annotations.NullMarked;
