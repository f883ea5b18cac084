package io.github.ffunit.contract.verify;

import io.github.ffunit.contract.Verdict;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How a property stands, without what a rule threw.
 *
 * @param verdict how it stands
 * @param reason why, for people; empty if it needs none
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Standing(Verdict verdict, String reason) {}
