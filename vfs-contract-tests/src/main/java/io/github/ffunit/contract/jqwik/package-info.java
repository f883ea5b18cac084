/**
 * The contract as properties of jqwik. Start at {@link io.github.ffunit.contract.jqwik.JqwikFileSystemContract}. Whoever uses it
 * brings jqwik; all other packages do without.
 */
@NullMarked
package io.github.ffunit.contract.jqwik;

import org.jspecify.annotations.NullMarked;
