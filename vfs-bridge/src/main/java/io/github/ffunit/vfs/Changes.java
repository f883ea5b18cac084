package io.github.ffunit.vfs;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a guest left behind, scratch folder and devices aside. Links count as files; directories are not listed. Paths are those of the mounted file
 * systems, under their last names, ordered by the guest's names.
 *
 * @param created files that were not there before
 * @param changed files that were there before and got other content
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Changes(List<Path> created, List<Path> changed) {
    /**
     * Makes one.
     *
     * @param created files that were not there before
     * @param changed files that were there before and got other content
     */
    public Changes {
        created = List.copyOf(created);
        changed = List.copyOf(changed);
    }
}
