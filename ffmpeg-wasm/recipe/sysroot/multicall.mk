# Read after FFmpeg's own Makefile, in the build directory:
#   make -f Makefile -f .../multicall.mk SYSROOT_DIR=... COOP_LIB=... KERNELS=... ffmpeg.wasm
# Links ffmpeg and ffprobe into one reactor module; see multicall.c and coop.h. KERNELS are
# objects that replace functions, and the linker's options that have them do so.

# Names that both programs define, or that multicall.c defines in place of FFmpeg.
fftools/ffmpeg.o:     CFLAGS += -Wno-missing-prototypes -Dmain=ffmpeg_main \
                                -Dprogram_name=ffmpeg_program_name \
                                -Dprogram_birth_year=ffmpeg_program_birth_year
fftools/ffmpeg_opt.o: CFLAGS += -Wno-missing-prototypes \
                                -Dshow_help_default=ffmpeg_show_help_default
fftools/ffprobe.o:    CFLAGS += -Wno-missing-prototypes -Dmain=ffprobe_main \
                                -Dprogram_name=ffprobe_program_name \
                                -Dprogram_birth_year=ffprobe_program_birth_year \
                                -Dshow_help_default=ffprobe_show_help_default \
                                -Dav_log_default_callback=multicall_log_callback
# FFREPORT sets a callback of its own, which hands on to the default one.
fftools/opt_common.o: CFLAGS += -Dav_log_default_callback=multicall_log_callback

MULTICALL_OBJS := $(sort $(OBJS-ffmpeg) $(OBJS-ffprobe)) fftools/multicall.o

fftools/multicall.o: $(SYSROOT_DIR)/multicall.c | fftools
	$(COMPILE_C)

REACTOR_LDFLAGS := -mexec-model=reactor -Wl,--export=__stack_pointer \
                   -Wl,--export=coop_main -Wl,--export=coop_start \
                   -Wl,--stack-first -Wl,-z,stack-size=1048576

# Without debug sections (libc.a has some), but with the names of functions: guest
# stacks would say nothing without them.
ffmpeg.wasm: $(MULTICALL_OBJS) $(FF_DEP_LIBS) $(COOP_LIB) $(filter %.o,$(KERNELS))
	$(LD) $(LDFLAGS) $(REACTOR_LDFLAGS) -Wl,--strip-debug -o $@ \
	    $(MULTICALL_OBJS) $(KERNELS) $(FF_EXTRALIBS)
