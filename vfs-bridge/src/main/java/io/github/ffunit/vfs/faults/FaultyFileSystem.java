package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Any file system, made to fail by a {@link FaultPlan}. For tests of code that works on {@link Path}s, and of guests:
 *
 * <pre>{@code
 * FaultyFileSystem faulty = FaultyFileSystem.of(Jimfs.newFileSystem());
 * Path file = faulty.getPath("/clips/a.mp4");
 * faulty.plan(FaultPlan.when(WRITE).onCall(3).thenFail(Fault.diskFull()));
 * }</pre>
 *
 * <p>Its paths work with {@link java.nio.file.Files}, and lead to the files of the file system behind, under the same names. A channel
 * is a {@link java.nio.channels.FileChannel} if that of the file system behind is one, and the plan allows it. Asynchronous channels are not supported, and
 * what a {@link WatchService} reports are paths of the file system behind. Every call counts, those that {@code Files} makes
 * by itself too; {@link #calls()} shows them, for a test that fails each of them in turn.
 *
 * <p>Thread-safe, if the file system behind is. Null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class FaultyFileSystem extends FileSystem {
    private final FileSystem behind;
    private final Injector injector = new Injector();
    private final FaultyProvider provider;

    private FaultyFileSystem(FileSystem behind) {
        this.behind = behind;
        this.provider = new FaultyProvider(behind, this);
    }

    /**
     * Wraps a file system. Nothing fails until a plan is set.
     *
     * @param behind where the files are; paths of it go on working, without faults
     * @return a file system with the same files
     */
    public static FaultyFileSystem of(FileSystem behind) {
        return new FaultyFileSystem(Objects.requireNonNull(behind, "behind"));
    }

    /**
     * Wraps a file system.
     *
     * @param behind where the files are; paths of it go on working, without faults
     * @param plan what shall go wrong
     * @return a file system with the same files
     */
    public static FaultyFileSystem of(FileSystem behind, FaultPlan plan) {
        FaultyFileSystem faulty = of(behind);
        faulty.plan(plan);
        return faulty;
    }

    /**
     * Sets what shall go wrong from now on, instead of what was set before. All counts start again. Calls that are under way keep to
     * the old plan.
     *
     * @param plan the plan; {@link FaultPlan#none()} to let everything work
     */
    public void plan(FaultPlan plan) {
        injector.plan(Objects.requireNonNull(plan, "plan"), this);
    }

    /** Records all calls from now on, and forgets what was recorded before. What is recorded stays in memory. */
    public void startRecording() {
        injector.startRecording();
    }

    /** {@return the calls since {@link #startRecording}, failed ones too, in order; none if it was never called} */
    public List<BackendCall> calls() {
        return injector.recorded();
    }

    /** {@return how many calls the plan has failed so far; refusals for the limit of the disk are not counted} */
    public long faults() {
        return injector.faults();
    }

    /**
     * Returns a path of this file system.
     *
     * @param path of the file system behind
     * @return the same file here
     * @throws ProviderMismatchException if it is of any other file system
     */
    public Path wrap(Path path) {
        if (!path.getFileSystem().equals(behind)) {
            throw new ProviderMismatchException(
                    "path [%s] belongs to [%s], not to the file system behind, [%s]: use a path of that"
                            .formatted(path, path.getFileSystem(), behind));
        }
        return new FaultyPath(this, path);
    }

    /**
     * Returns the path behind one of this file system, to look at a file without any fault.
     *
     * @param path of this file system
     * @return the same file in the file system behind
     * @throws ProviderMismatchException if it is of any other file system
     */
    public Path unwrap(Path path) {
        if (path instanceof FaultyPath ours && ours.getFileSystem() == this) {
            return ours.behind();
        }
        throw new ProviderMismatchException("path [%s] belongs to [%s]: use a path of this faulty file system"
                .formatted(path, path.getFileSystem()));
    }

    Injector injector() {
        return injector;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    /** Closes the file system behind. */
    @Override
    public void close() throws IOException {
        behind.close();
    }

    @Override
    public boolean isOpen() {
        return behind.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return behind.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return behind.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        List<Path> roots = new ArrayList<>();
        behind.getRootDirectories().forEach(root -> roots.add(new FaultyPath(this, root)));
        return List.copyOf(roots);
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return behind.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return behind.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return new FaultyPath(this, behind.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = behind.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return behind.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return behind.newWatchService();
    }

    /** {@return that it is faulty, and the name of the file system behind} */
    @Override
    public String toString() {
        return "faulty " + behind;
    }
}
