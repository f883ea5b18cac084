/**
 * A contract suite for file systems under WebAssembly: 150 properties that a WASI preview1 guest may count on, each with an
 * id, checked through the guest's own calls.
 *
 * <p>Describe what to test as a {@link io.github.ffunit.contract.Subject}, and let a test class implement
 * {@link io.github.ffunit.contract.FileSystemContract}, or run {@link io.github.ffunit.contract.Catalogue} and print a
 * {@link io.github.ffunit.contract.ContractTable}. For random sequences of calls, compared with a model of the
 * contract, see {@code io.github.ffunit.contract.script.Campaign}.
 */
@NullMarked
package io.github.ffunit.contract;

import org.jspecify.annotations.NullMarked;
