package io.github.ffunit.contract.script;

/**
 * Where a subject answers otherwise than the model.
 *
 * @param rule the property that decides, by its id; empty where nothing but a comparison of everything shows it
 * @param call what the script did, by its name
 * @param expected the strict answer, for people
 * @param allowed what a third party may answer, for people
 * @param actual the subject's answer, for people
 * @param errnos the two errnos, if they differ; empty if only what was stored does
 */
record Difference(String rule, String call, String expected, String allowed, String actual, String errnos) {
    /** Differences with one key are one failure. */
    String key() {
        return "%s %s %s".formatted(rule, call, errnos).trim();
    }
}
