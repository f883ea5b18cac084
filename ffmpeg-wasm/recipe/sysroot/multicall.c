/*
 * ffmpeg and ffprobe in one module: argv[0] chooses the program, the environment
 * variable PWD the directory it starts in (preview1 has no such notion; wasi-libc
 * resolves relative paths against what chdir set).
 *
 * multicall.mk renames main and the few globals that both programs define; the
 * objects they share (cmdutils.o, opt_common.o) link against the ones here.
 */
#include "host_log.h"

#include "libavutil/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void show_help_default(const char *topic, const char *arg);
int ffmpeg_main(int argc, char **argv);
int ffprobe_main(int argc, char **argv);
void ffmpeg_show_help_default(const char *topic, const char *arg);
void ffprobe_show_help_default(const char *topic, const char *arg);

void multicall_log_callback(void *source, int level, const char *format, va_list arguments);

static const struct program {
    const char *name;
    int birth_year;
    int (*main)(int argc, char **argv);
    void (*show_help_default)(const char *topic, const char *arg);
} programs[] = {
    { "ffmpeg",  2000, ffmpeg_main,  ffmpeg_show_help_default },
    { "ffprobe", 2007, ffprobe_main, ffprobe_show_help_default },
};

static const struct program *program;

/* The users of these two declare them const; they are set before any use. */
char program_name[sizeof("ffprobe")];
int program_birth_year;

void show_help_default(const char *topic, const char *arg)
{
    program->show_help_default(topic, arg);
}

/* Stands in for av_log_default_callback wherever the programs name it. */
void multicall_log_callback(void *source, int level, const char *format, va_list arguments)
{
    int shown = level >= 0 ? level & 0xff : level; /* above it is a colour */

    if (shown <= av_log_get_level())
        host_log_level(shown);
    av_log_default_callback(source, level, format, arguments);
}

static int enter_working_directory(void)
{
    const char *directory = getenv("PWD");

    if (!directory || chdir(directory) == 0)
        return 0;
    fprintf(stderr, "%s: cannot start in PWD=%s: %s\n", program->name, directory, strerror(errno));
    return -1;
}

int main(int argc, char **argv)
{
    const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;
    const char *name = slash ? slash + 1 : argc > 0 ? argv[0] : "";

    for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
        if (strcmp(name, programs[i].name) == 0)
            program = &programs[i];
    }
    if (!program) {
        fprintf(stderr, "%s: argv[0] must be ffmpeg or ffprobe\n", name);
        return 127;
    }
    strcpy(program_name, program->name);
    program_birth_year = program->birth_year;
    if (enter_working_directory() < 0)
        return 127;
    av_log_set_callback(multicall_log_callback);
    return program->main(argc, argv);
}
