/*
 * A JVMTI agent that writes down what a native executable must have registered: the classes, methods and
 * fields that native code asks for through JNI, and those that Java code asks for by reflection.
 *
 *     java -agentpath:liblookups.so=FILE ...
 *
 * Writes one line a look-up, six fields between tabs: "jni" or "java", the function, the class (as a JVM
 * signature, or as the name that was asked for), the member, its signature, and who asked: a library for
 * JNI, a class signature for Java. Look-ups of the JDK's own libraries and those that JNI could not answer
 * are left out.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jvmti.h>
#include <stdio.h>
#include <string.h>

#define CALLER __builtin_return_address(0)
#define FRAMES 32

static jvmtiEnv *ti;
static jniNativeInterface *jni;
static FILE *out;
static char *java_home;

static void write_line(const char *how, const char *function, const char *class, const char *member,
                       const char *signature, const char *caller) {
    fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", how, function, class, member, signature, caller);
    fflush(out); /* a crash of the traced process must not hide what came before it */
}

/* The library that holds an address; NULL for the JDK's own. */
static const char *library(const void *address) {
    Dl_info info;
    if (!dladdr(address, &info) || info.dli_fname == NULL) {
        return "?";
    }
    if (strncmp(info.dli_fname, java_home, strlen(java_home)) == 0) {
        return NULL;
    }
    const char *slash = strrchr(info.dli_fname, '/');
    return slash == NULL ? info.dli_fname : slash + 1;
}

static void write_jni(const char *function, jclass class, const char *member, const char *signature,
                      const void *address) {
    const char *caller = library(address);
    char *name;
    if (caller == NULL || class == NULL || (*ti)->GetClassSignature(ti, class, &name, NULL) != JVMTI_ERROR_NONE) {
        return;
    }
    write_line("jni", function, name, member, signature, caller);
    (*ti)->Deallocate(ti, (unsigned char *) name);
}

/* Native image looks a member up where it is declared, so that is the class to write. */
static void write_method(JNIEnv *env, const char *function, jmethodID method, const char *member,
                         const char *signature, const void *address) {
    jclass declaring;
    if (method != NULL && (*ti)->GetMethodDeclaringClass(ti, method, &declaring) == JVMTI_ERROR_NONE) {
        write_jni(function, declaring, member, signature, address);
        jni->DeleteLocalRef(env, declaring);
    }
}

static void write_field(JNIEnv *env, const char *function, jclass class, jfieldID field, const char *member,
                        const char *signature, const void *address) {
    jclass declaring;
    if (field != NULL && (*ti)->GetFieldDeclaringClass(ti, class, field, &declaring) == JVMTI_ERROR_NONE) {
        write_jni(function, declaring, member, signature, address);
        jni->DeleteLocalRef(env, declaring);
    }
}

static jclass JNICALL find_class(JNIEnv *env, const char *name) {
    jclass class = jni->FindClass(env, name);
    write_jni("FindClass", class, "", "", CALLER);
    return class;
}

static jmethodID JNICALL get_method(JNIEnv *env, jclass class, const char *name, const char *signature) {
    jmethodID method = jni->GetMethodID(env, class, name, signature);
    write_method(env, "GetMethodID", method, name, signature, CALLER);
    return method;
}

static jmethodID JNICALL get_static_method(JNIEnv *env, jclass class, const char *name, const char *signature) {
    jmethodID method = jni->GetStaticMethodID(env, class, name, signature);
    write_method(env, "GetStaticMethodID", method, name, signature, CALLER);
    return method;
}

static jfieldID JNICALL get_field(JNIEnv *env, jclass class, const char *name, const char *signature) {
    jfieldID field = jni->GetFieldID(env, class, name, signature);
    write_field(env, "GetFieldID", class, field, name, signature, CALLER);
    return field;
}

static jfieldID JNICALL get_static_field(JNIEnv *env, jclass class, const char *name, const char *signature) {
    jfieldID field = jni->GetStaticFieldID(env, class, name, signature);
    write_field(env, "GetStaticFieldID", class, field, name, signature, CALLER);
    return field;
}

/* ThrowNew calls the constructor that takes a message. */
static jint JNICALL throw_new(JNIEnv *env, jclass class, const char *message) {
    write_jni("ThrowNew", class, "<init>", "(Ljava/lang/String;)V", CALLER);
    return jni->ThrowNew(env, class, message);
}

/* The Java methods that look something up. The letters say what is in their local variables: the Class
 * or Name that is looked into, the member's name and its parameter types; a dash is passed over. */
static struct {
    const char *class, *method, *signature, *locals;
    jmethodID id;
} watched[] = {
    {"java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;", "N", NULL},
    {"java/lang/Class", "forName", "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;", "N", NULL},
    {"java/lang/Class", "newInstance", "()Ljava/lang/Object;", "C", NULL},
    {"java/lang/Class", "getConstructor", "([Ljava/lang/Class;)Ljava/lang/reflect/Constructor;", "Cp", NULL},
    {"java/lang/Class", "getDeclaredConstructor", "([Ljava/lang/Class;)Ljava/lang/reflect/Constructor;", "Cp", NULL},
    {"java/lang/Class", "getConstructors", "()[Ljava/lang/reflect/Constructor;", "C", NULL},
    {"java/lang/Class", "getDeclaredConstructors", "()[Ljava/lang/reflect/Constructor;", "C", NULL},
    {"java/lang/Class", "getMethod", "(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;", "Cmp", NULL},
    {"java/lang/Class", "getDeclaredMethod",
     "(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;", "Cmp", NULL},
    {"java/lang/Class", "getMethods", "()[Ljava/lang/reflect/Method;", "C", NULL},
    {"java/lang/Class", "getDeclaredMethods", "()[Ljava/lang/reflect/Method;", "C", NULL},
    {"java/lang/Class", "getField", "(Ljava/lang/String;)Ljava/lang/reflect/Field;", "Cm", NULL},
    {"java/lang/Class", "getDeclaredField", "(Ljava/lang/String;)Ljava/lang/reflect/Field;", "Cm", NULL},
    {"java/lang/Class", "getFields", "()[Ljava/lang/reflect/Field;", "C", NULL},
    {"java/lang/Class", "getDeclaredFields", "()[Ljava/lang/reflect/Field;", "C", NULL},
    {"java/lang/Class", "getRecordComponents", "()[Ljava/lang/reflect/RecordComponent;", "C", NULL},
    {"sun/misc/Unsafe", "allocateInstance", "(Ljava/lang/Class;)Ljava/lang/Object;", "-C", NULL},
    {"java/lang/ClassLoader", "getResource", "(Ljava/lang/String;)Ljava/net/URL;", "-N", NULL},
    {"java/lang/ClassLoader", "getResources", "(Ljava/lang/String;)Ljava/util/Enumeration;", "-N", NULL},
};

/* What lies between the watched method and who called for it: reflection on behalf of others. */
static const char *const passed_over[] = {"Ljava/lang/", "Ljdk/internal/", "Ljava/util/ServiceLoader",
                                          "Ljava/security/AccessController;"};

static int starts_with_any(const char *text, const char *const *prefixes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strncmp(text, prefixes[i], strlen(prefixes[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Writes the caller's signature; returns 0 if there is none, or if the look-up only links a lambda. */
static int find_caller(jthread thread, char *caller, size_t size) {
    jvmtiFrameInfo frames[FRAMES];
    jint count;
    if ((*ti)->GetStackTrace(ti, thread, 1, FRAMES, frames, &count) != JVMTI_ERROR_NONE) {
        return 0;
    }
    for (jint i = 0; i < count; i++) {
        jclass class;
        char *name;
        (*ti)->GetMethodDeclaringClass(ti, frames[i].method, &class);
        (*ti)->GetClassSignature(ti, class, &name, NULL);
        snprintf(caller, size, "%s", name);
        (*ti)->Deallocate(ti, (unsigned char *) name);
        if (strcmp(caller, "Ljava/lang/invoke/MethodHandleNatives;") == 0) {
            return 0;
        }
        if (!starts_with_any(caller, passed_over, sizeof passed_over / sizeof *passed_over)) {
            return 1;
        }
    }
    return 0;
}

static void copy_string(JNIEnv *env, jstring string, char *text, size_t size) {
    const char *chars = string == NULL ? NULL : jni->GetStringUTFChars(env, string, NULL);
    snprintf(text, size, "%s", chars == NULL ? "" : chars);
    if (chars != NULL) {
        jni->ReleaseStringUTFChars(env, string, chars);
    }
}

static void append_signature(jclass class, char *text, size_t size) {
    char *name;
    if (class != NULL && (*ti)->GetClassSignature(ti, class, &name, NULL) == JVMTI_ERROR_NONE) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s", name);
        (*ti)->Deallocate(ti, (unsigned char *) name);
    }
}

static void JNICALL looked_up(jvmtiEnv *env, JNIEnv *jni_env, jthread thread, jmethodID method, jlocation at) {
    char caller[512], class[512] = "", member[512] = "", parameters[2048] = "";
    size_t w = 0;
    while (watched[w].id != method) {
        w++;
    }
    (void) env, (void) at;
    if (!find_caller(thread, caller, sizeof caller)) {
        return;
    }
    for (jint slot = 0; watched[w].locals[slot] != '\0'; slot++) {
        jobject local = NULL;
        (*ti)->GetLocalObject(ti, thread, 0, slot, &local);
        switch (watched[w].locals[slot]) {
            case 'C': append_signature(local, class, sizeof class); break;
            case 'N': copy_string(jni_env, local, class, sizeof class); break;
            case 'm': copy_string(jni_env, local, member, sizeof member); break;
            case 'p':
                strcpy(parameters, "(");
                for (jsize i = 0; local != NULL && i < jni->GetArrayLength(jni_env, local); i++) {
                    append_signature(jni->GetObjectArrayElement(jni_env, local, i), parameters, sizeof parameters - 1);
                }
                strcat(parameters, ")");
        }
    }
    write_line("java", watched[w].method, class, member, parameters, caller);
}

static void JNICALL started(jvmtiEnv *env, JNIEnv *jni_env, jthread thread) {
    jniNativeInterface *table;
    (void) env, (void) thread;
    (*ti)->GetSystemProperty(ti, "java.home", &java_home);
    (*ti)->GetJNIFunctionTable(ti, &jni);
    for (size_t w = 0; w < sizeof watched / sizeof *watched; w++) {
        jclass class = jni->FindClass(jni_env, watched[w].class);
        watched[w].id = jni->GetMethodID(jni_env, class, watched[w].method, watched[w].signature);
        if (watched[w].id == NULL) {
            jni->ExceptionClear(jni_env);
            watched[w].id = jni->GetStaticMethodID(jni_env, class, watched[w].method, watched[w].signature);
        }
        if ((*ti)->SetBreakpoint(ti, watched[w].id, 0) != JVMTI_ERROR_NONE) {
            jni->FatalError(jni_env, watched[w].method);
        }
    }
    (*ti)->GetJNIFunctionTable(ti, &table);
    table->FindClass = find_class;
    table->GetMethodID = get_method;
    table->GetStaticMethodID = get_static_method;
    table->GetFieldID = get_field;
    table->GetStaticFieldID = get_static_field;
    table->ThrowNew = throw_new;
    (*ti)->SetJNIFunctionTable(ti, table);
    (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_BREAKPOINT, NULL);
}

JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *file, void *reserved) {
    jvmtiCapabilities needed = {.can_generate_breakpoint_events = 1, .can_access_local_variables = 1};
    jvmtiEventCallbacks callbacks = {.VMInit = started, .Breakpoint = looked_up};
    (void) reserved;
    if ((*vm)->GetEnv(vm, (void **) &ti, JVMTI_VERSION_1_2) != JNI_OK || (out = fopen(file, "w")) == NULL ||
        (*ti)->AddCapabilities(ti, &needed) != JVMTI_ERROR_NONE) {
        fprintf(stderr, "lookups: cannot trace into %s\n", file);
        return JNI_ERR;
    }
    (*ti)->SetEventCallbacks(ti, &callbacks, sizeof callbacks);
    return (*ti)->SetEventNotificationMode(ti, JVMTI_ENABLE, JVMTI_EVENT_VM_INIT, NULL);
}
