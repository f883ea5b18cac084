package io.github.ffunit.contract.verify;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the suite does on subjects with bugs planted in them. Immutable.
 *
 * @param planted how many bugs there are
 * @param found how many of them it found
 * @param medianCalls the median length of the shortest scripts that show them, in calls
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ZooResult(int planted, int found, double medianCalls) {}
