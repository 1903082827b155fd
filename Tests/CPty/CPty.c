#define _GNU_SOURCE
#include "CPty.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

/* Between fork and execve only async-signal-safe calls: the parent has threads. */
static void reset_signals(void) {
    sigset_t none;
    struct sigaction action = {0};
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

pid_t cpty_spawn(const char *path, char *const *arguments, char *const *environment, int rows, int columns,
                 int *master) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    pid_t process = forkpty(master, NULL, NULL, &size);
    if (process == 0) {
        reset_signals();
        execve(path, arguments, environment);
        _exit(127);
    }
    if (process > 0) fcntl(*master, F_SETFD, FD_CLOEXEC);
    return process;
}

pid_t cpty_spawn_with(const char *path, char *const *arguments, char *const *environment, int input, int output,
                      int error) {
    pid_t process = fork();
    if (process == 0) {
        setsid();
        reset_signals();
        if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) _exit(126);
        execve(path, arguments, environment);
        _exit(127);
    }
    return process;
}

int cpty_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

int cpty_resize(int master, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(master, TIOCSWINSZ, &size);
}

static int result(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

int cpty_wait(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return result(status);
}

int cpty_poll(pid_t process) {
    int status = 0;
    pid_t reaped = waitpid(process, &status, WNOHANG);
    return reaped == process ? result(status) : 1000;
}

int cpty_width(unsigned int scalar) {
    static __thread locale_t utf8 = (locale_t)0;
    if (utf8 == (locale_t)0) utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)scalar);
    uselocale(before);
    return width;
}
