#ifndef CPTY_H
#define CPTY_H

#include <sys/types.h>

#pragma clang assume_nonnull begin

/*
 * Starts a program on a new pseudo terminal of the given size, in its own session, with all signals unblocked and at
 * their default action. Returns the process id and the terminal's master, or -1 with errno set.
 */
pid_t cpty_spawn(const char *path, char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nonnull environment,
                 int rows, int columns, int *master);

/*
 * Starts a program in its own session with the given descriptors as 0, 1 and 2, signals as above. Returns the process
 * id, or -1 with errno set.
 */
pid_t cpty_spawn_with(const char *path, char *_Nullable const *_Nonnull arguments,
                      char *_Nullable const *_Nonnull environment, int input, int output, int error);

/* A pipe whose ends no other child inherits: two numbers are written to `ends`. */
int cpty_pipe(int *ends);

/* Changes the window's size; the program gets SIGWINCH. */
int cpty_resize(int master, int rows, int columns);

/* Waits for the process: its status 0 to 255, or minus the number of the signal that ended it. */
int cpty_wait(pid_t process);

/* The same without waiting; 1000 while it runs. */
int cpty_poll(pid_t process);

/* Columns that a terminal gives a character: 0 for what is drawn onto the one before, -1 for control characters. */
int cpty_width(unsigned int scalar);

#pragma clang assume_nonnull end

#endif
