#if !__has_include(<histedit.h>)
#error "libedit headers not found: install libedit-dev (Scripts/bootstrap.sh does)"
#endif
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Swift imports neither variadic functions nor the stdio globals; these wrappers hide both. */

#pragma clang assume_nonnull begin

typedef wchar_t *_Nonnull (*cle_prompt_fn)(EditLine *_Nullable);
typedef unsigned char (*cle_command_fn)(EditLine *_Nullable, int);
typedef int (*cle_getc_fn)(EditLine *_Nullable, wchar_t *_Nullable);

/* An editor on the process's own standard streams. */
static inline EditLine *_Nullable cle_init(const char *program) { return el_init(program, stdin, stdout, stderr); }

/* What libedit writes, for an editor whose line somebody else draws. */
typedef struct cle_sink {
    char *_Nullable bytes;
    size_t count;
    FILE *_Nullable stream;
} cle_sink;

/*
 * An editor that reads from the terminal and writes into the sink, which must live longer than it. The bell and the
 * clearing of the screen come as a byte each, for cle_take.
 */
static inline EditLine *_Nullable cle_init_silently(const char *program, cle_sink *sink) {
    sink->stream = open_memstream(&sink->bytes, &sink->count);
    if (sink->stream == NULL) return NULL;
    EditLine *el = el_init_fd(program, stdin, sink->stream, sink->stream, 0, 1, 2);
    if (el == NULL) return NULL;
    el_wset(el, EL_SETTC, L"bl", L"\a", NULL);
    el_wset(el, EL_SETTC, L"cl", L"\f", NULL);
    return el;
}
static inline void cle_close_sink(cle_sink *sink) {
    if (sink->stream != NULL) fclose(sink->stream);
    free(sink->bytes);
    sink->stream = NULL;
    sink->bytes = NULL;
}
/* Forgets what was written since the last call: 1 if the bell was in it, plus 2 if the screen should be cleared. */
static inline int cle_take(cle_sink *sink) {
    if (sink->stream == NULL || fflush(sink->stream) != 0 || sink->bytes == NULL) return 0;
    int bell = memchr(sink->bytes, '\a', sink->count) != NULL;
    int clear = memchr(sink->bytes, '\f', sink->count) != NULL;
    rewind(sink->stream);
    return bell + 2 * clear;
}
/* Ctrl-C, Ctrl-Z and Ctrl-\ come as characters while a line is edited: in a paste they are text. */
static inline int cle_take_signal_keys(EditLine *el) { return el_wset(el, EL_SETTY, L"-d", L"-isig", NULL); }
static inline int cle_is_vi(EditLine *el) {
    const wchar_t *name = NULL;
    return el_wget(el, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}
static inline int cle_set_editor(EditLine *el, const wchar_t *name) { return el_wset(el, EL_EDITOR, name); }
static inline int cle_set_signal(EditLine *el, int on) { return el_wset(el, EL_SIGNAL, on); }
static inline int cle_set_prompt(EditLine *el, cle_prompt_fn f, int escape) {
    return el_wset(el, EL_PROMPT_ESC, f, escape);
}
static inline int cle_set_getc(EditLine *el, cle_getc_fn f) { return el_wset(el, EL_GETCFN, f); }
static inline int cle_set_client(EditLine *el, void *data) { return el_wset(el, EL_CLIENTDATA, data); }
static inline void *_Nullable cle_client(EditLine *el) {
    void *data = NULL;
    el_wget(el, EL_CLIENTDATA, &data);
    return data;
}
/* libedit keeps both pointers for good, so they are copied here and never freed. */
static inline int cle_add_command(EditLine *el, const wchar_t *name, const wchar_t *help, cle_command_fn f) {
    wchar_t *kept_name = wcsdup(name);
    wchar_t *kept_help = wcsdup(help);
    if (kept_name == NULL || kept_help == NULL) return -1;
    return el_wset(el, EL_ADDFN, kept_name, kept_help, f);
}
static inline int cle_bind(EditLine *el, const wchar_t *key, const wchar_t *command) {
    return el_wset(el, EL_BIND, key, command, NULL);
}
/* The same in the map of vi's command mode. */
static inline int cle_bind_alternative(EditLine *el, const wchar_t *key, const wchar_t *command) {
    return el_wset(el, EL_BIND, L"-a", key, command, NULL);
}
static inline int cle_prepare_terminal(EditLine *el, int on) { return el_wset(el, EL_PREP_TERM, on); }
static inline int cle_refresh(EditLine *el) { return el_wset(el, EL_REFRESH, NULL); }
static inline int cle_use_history(EditLine *el, HistoryW *history) { return el_wset(el, EL_HIST, history_w, history); }
static inline int cle_history_size(HistoryW *history, int size) {
    HistEventW event;
    return history_w(history, &event, H_SETSIZE, size);
}
static inline int cle_history_unique(HistoryW *history, int on) {
    HistEventW event;
    return history_w(history, &event, H_SETUNIQUE, on);
}
static inline int cle_history_enter(HistoryW *history, const wchar_t *entry) {
    HistEventW event;
    return history_w(history, &event, H_ENTER, entry);
}
/* Written through libedit's own stream, so that the order with its output is kept. */
static inline void cle_write(const char *bytes, size_t count) {
    fwrite(bytes, 1, count, stdout);
    fflush(stdout);
}
/* 1 when the character set of LC_CTYPE is UTF-8 afterwards; takes the environment's locale, else C.UTF-8. */
static inline int cle_use_utf8_locale(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "C.utf8");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

#pragma clang assume_nonnull end

/* Hidden behind _XOPEN_SOURCE in Swift's view of wchar.h. */
extern int wcwidth(wchar_t);
