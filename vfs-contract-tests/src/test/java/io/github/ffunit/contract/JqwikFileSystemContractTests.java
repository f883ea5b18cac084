package io.github.ffunit.contract;

/** The front end of jqwik, as a user has it: jqwik finds the properties by itself. */
class JqwikFileSystemContractTests implements SeededContract {
    @Override
    public Subject subject() {
        return Subjects.jimfsUnix();
    }
}
