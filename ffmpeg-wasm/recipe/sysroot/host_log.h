/*
 * The level of log lines, told to the embedder beside their text.
 *
 * The text that FFmpeg writes to standard error does not carry its level (unless
 * asked to by "-loglevel level+..."), and this keeps it so: a run's standard error
 * stays what any FFmpeg would write.
 */
#ifndef HOST_LOG_H
#define HOST_LOG_H

#include <stdint.h>

/* What is written to descriptor 2 next, up to the next call, is a log message of
 * this AV_LOG_* level. Called for messages that will be shown only. Text that does
 * not come from the log follows without a call of its own. */
__attribute__((import_module("ffunit"), import_name("log_level")))
void host_log_level(int32_t level);

#endif /* HOST_LOG_H */
