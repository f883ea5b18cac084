/*
 * What NativeLibrary.java and NativeGuest.java call, and how a guest's host calls come
 * back to Java.
 *
 * Every library of guest.c has these functions too, and those of whichever is loaded
 * first serve all: each works on the guest_library it is given.
 *
 * Compiled for the plain architecture, unlike the rest: a CPU without what the guest
 * needs must be able to run this far, to say so.
 */
#include "guest.h"

#include <dlfcn.h>
#include <jni.h>
#include <string.h>

#define NATIVE(type, class, name) \
    JNIEXPORT type JNICALL Java_io_github_ffunit_ffmpeg_internal_engine_##class##_##name

/* What a thread needs for its host calls. */
struct caller {
    JNIEnv *env;
    jobject guest;         /* the NativeGuest */
    jlongArray arguments;  /* used again by each call */
};

static jmethodID host_call_method;

static const struct guest_library *library_of(jlong handle)
{
    return (const struct guest_library *)(intptr_t)handle;
}

static struct guest *guest_of(jlong handle)
{
    return (struct guest *)(intptr_t)handle;
}

static jlong handle_of(const void *pointer)
{
    return (jlong)(intptr_t)pointer;
}

/* What the Java method throws stays pending until enter has returned to Java. */
static bool call_java(void *context, int import, const uint64_t *arguments, int count, uint64_t *result)
{
    struct caller *caller = context;
    JNIEnv *env = caller->env;
    jvalue values[2] = { { .i = import }, { .l = caller->arguments } };

    (*env)->SetLongArrayRegion(env, caller->arguments, 0, count, (const jlong *)arguments);
    *result = (uint64_t)(*env)->CallLongMethodA(env, caller->guest, host_call_method, values);
    return !(*env)->ExceptionCheck(env);
}


/* ---- NativeLibrary ------------------------------------------------------------ */

NATIVE(jboolean, NativeLibrary, cpuIs)(JNIEnv *env, jclass class, jstring level)
{
    (void)class;
    const char *name = (*env)->GetStringUTFChars(env, level, NULL);
    bool is = false;

    if (!name)
        return JNI_FALSE; /* an OutOfMemoryError is pending */
#ifdef __x86_64__
    __builtin_cpu_init();
    if (strcmp(name, "x86-64") == 0)
        is = true;
    else if (strcmp(name, "x86-64-v2") == 0)
        is = __builtin_cpu_supports("x86-64-v2");
    else if (strcmp(name, "x86-64-v3") == 0)
        is = __builtin_cpu_supports("x86-64-v3");
#else
    is = strcmp(name, "generic") == 0;
#endif
    (*env)->ReleaseStringUTFChars(env, level, name);
    return is;
}

/* The handle of the guest_library in this file, or 0 with an UnsatisfiedLinkError pending. */
NATIVE(jlong, NativeLibrary, open)(JNIEnv *env, jclass class, jstring file)
{
    (void)class;
    const char *path = (*env)->GetStringUTFChars(env, file, NULL);
    const void *symbol = NULL;

    if (!path)
        return 0;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library)
        symbol = dlsym(library, GUEST_LIBRARY_SYMBOL);
    if (!symbol) {
        jclass error = (*env)->FindClass(env, "java/lang/UnsatisfiedLinkError");
        if (error)
            (*env)->ThrowNew(env, error, dlerror());
    }
    (*env)->ReleaseStringUTFChars(env, file, path);
    return handle_of(symbol);
}

NATIVE(jobjectArray, NativeLibrary, imports)(JNIEnv *env, jclass class, jlong library)
{
    (void)class;
    const char *const *names = library_of(library)->imports;
    jsize count = 0;

    while (names[count])
        count++;
    jclass string = (*env)->FindClass(env, "java/lang/String");
    jobjectArray array = string ? (*env)->NewObjectArray(env, count, string, NULL) : NULL;
    for (jsize i = 0; array && i < count; i++) {
        jstring name = (*env)->NewStringUTF(env, names[i]);
        if (!name)
            return NULL;
        (*env)->SetObjectArrayElement(env, array, i, name);
        (*env)->DeleteLocalRef(env, name);
    }
    return array;
}


/* ---- NativeGuest -------------------------------------------------------------- */

/* A guest, or minus the guest_end that says why there is none. */
NATIVE(jlong, NativeGuest, create)(JNIEnv *env, jclass class, jlong library, jlong max_bytes)
{
    enum guest_end end = GUEST_RETURNED;

    if (!host_call_method) {
        host_call_method = (*env)->GetMethodID(env, class, "callHost", "(I[J)J");
        if (!host_call_method)
            return 0; /* a NoSuchMethodError is pending */
    }
    struct guest *guest = library_of(library)->create((uint64_t)max_bytes, call_java, &end);
    return guest ? handle_of(guest) : -(jlong)end;
}

NATIVE(void, NativeGuest, destroy)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)env;
    (void)class;
    library_of(library)->destroy(guest_of(guest));
}

NATIVE(jint, NativeGuest, enter)(JNIEnv *env, jobject self, jlong library, jlong guest, jint thread)
{
    struct caller caller = { .env = env, .guest = self };

    caller.arguments = (*env)->NewLongArray(env, GUEST_MAX_ARGUMENTS);
    if (!caller.arguments)
        return GUEST_HOST_FAILED;
    return (jint)library_of(library)->enter(guest_of(guest), (uint32_t)thread, &caller);
}

NATIVE(void, NativeGuest, stop)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)env;
    (void)class;
    library_of(library)->stop(guest_of(guest));
}

NATIVE(jint, NativeGuest, getStackPointer)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)env;
    (void)class;
    return (jint)*library_of(library)->stack_pointer(guest_of(guest));
}

NATIVE(void, NativeGuest, setStackPointer)(JNIEnv *env, jclass class, jlong library, jlong guest, jint value)
{
    (void)env;
    (void)class;
    *library_of(library)->stack_pointer(guest_of(guest)) = (uint32_t)value;
}

/* All that the memory may grow to; what lies above its present size must not be touched. */
NATIVE(jobject, NativeGuest, memory)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)class;
    return (*env)->NewDirectByteBuffer(env, library_of(library)->memory(guest_of(guest)),
                                       (jlong)GUEST_MAX_PAGES * GUEST_PAGE);
}

/* The eight bytes that hold the memory's present size. */
NATIVE(jobject, NativeGuest, memorySize)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)class;
    return (*env)->NewDirectByteBuffer(env, library_of(library)->memory_size(guest_of(guest)), sizeof(uint64_t));
}

/* The detail of the last abnormal end, then its frames. */
NATIVE(jlongArray, NativeGuest, report)(JNIEnv *env, jclass class, jlong library, jlong guest)
{
    (void)class;
    const struct guest_report *report = library_of(library)->report(guest_of(guest));
    jlongArray array = (*env)->NewLongArray(env, 1 + report->frame_count);

    if (array) {
        (*env)->SetLongArrayRegion(env, array, 0, 1, (const jlong *)&report->detail);
        (*env)->SetLongArrayRegion(env, array, 1, report->frame_count, (const jlong *)report->frames);
    }
    return array;
}
