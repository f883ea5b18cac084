package io.github.ffunit.contract;

/** The front end, as a user has it: JUnit finds the tests by itself. */
class FileSystemContractTests implements FileSystemContract {
    @Override
    public Subject subject() {
        return Subjects.jimfsUnix();
    }
}
