/*
 * Makes one call fail of those by which a program changes a folder, FAIL_FOLDER: the n-th, FAIL_CALL, counted over all threads.
 * With FAIL_SIGNAL the process gets that signal there, a write being half done; else the call gives FAIL_ERRNO. Calls are told
 * to FAIL_LOG, a line each. FAIL_AFTER lets all writes together write so many bytes, and then fail.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long calls;
static atomic_long written;

static long number(const char *name, long otherwise) {
  const char *value = getenv(name);
  return value ? atol(value) : otherwise;
}

static int is_inside(const char *path) {
  const char *folder = getenv("FAIL_FOLDER");
  char whole[PATH_MAX];
  if (!folder || !path) return 0;
  if (path[0] != '/') {
    if (!getcwd(whole, sizeof whole / 2)) return 0;
    strcat(whole, "/");
    strncat(whole, path, sizeof whole / 2 - 2);
    path = whole;
  }
  return strncmp(path, folder, strlen(folder)) == 0;
}

static int is_file_inside(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return path[0] == '/' && is_inside(path);
}

static void tell(const char *name) {
  const char *log = getenv("FAIL_LOG");
  if (!log) return;
  int fd = (int)REAL(open64)(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  char line[64];
  int length = snprintf(line, sizeof line, "%s\n", name);
  if (fd >= 0) {
    if (REAL(write)(fd, line, (size_t)length) < 0) abort();
    REAL(close)(fd);
  }
}

/* Whether this call is the one. */
static int is_due(const char *name) {
  tell(name);
  return atomic_fetch_add(&calls, 1) + 1 == number("FAIL_CALL", -1);
}

/* Ends the process, or lets the signal come while the program goes on; or makes the call fail. */
static int fails(void) {
  long number_of_signal = number("FAIL_SIGNAL", 0);
  if (number_of_signal == 0) {
    errno = (int)number("FAIL_ERRNO", EIO);
    return 1;
  }
  kill(getpid(), (int)number_of_signal);
  if (number_of_signal == SIGKILL)
    for (;;) pause();
  return 0;
}

#define GUARD(name, inside)                          \
  if ((inside) && is_due(#name) && fails()) return -1

static int changes(int flags) {
  return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  GUARD(open, changes(flags) && is_inside(path));
  return REAL(open64)(path, flags, mode);
}

/* The same where files are as large as they like. */
int open(const char *path, int flags, ...) __attribute__((alias("open64")));

int fsync(int fd) {
  GUARD(fsync, is_file_inside(fd));
  return REAL(fsync)(fd);
}

int fdatasync(int fd) {
  GUARD(fdatasync, is_file_inside(fd));
  return REAL(fdatasync)(fd);
}

int fchmod(int fd, mode_t mode) {
  GUARD(fchmod, is_file_inside(fd));
  return REAL(fchmod)(fd, mode);
}

int ftruncate64(int fd, off64_t length) {
  GUARD(ftruncate, is_file_inside(fd));
  return REAL(ftruncate64)(fd, length);
}

int rename(const char *from, const char *to) {
  GUARD(rename, is_inside(to));
  return REAL(rename)(from, to);
}

int unlink(const char *path) {
  GUARD(unlink, is_inside(path));
  return REAL(unlink)(path);
}

/* How much of a write may happen; -1 when none may. */
static ssize_t allowed(int fd, size_t count) {
  long most = number("FAIL_AFTER", -1);
  if (count == 0 || !is_file_inside(fd)) return (ssize_t)count;
  if (is_due("write")) {
    if (number("FAIL_SIGNAL", 0) == SIGKILL && count > 1) return (ssize_t)(count / 2) | ((ssize_t)1 << 62);
    if (fails()) return -1;
  }
  if (most < 0) return (ssize_t)count;
  long left = most - atomic_load(&written);
  if (left <= 0) {
    errno = (int)number("FAIL_ERRNO", ENOSPC);
    return -1;
  }
  return (ssize_t)count < left ? (ssize_t)count : left;
}

static ssize_t done(int fd, ssize_t count, ssize_t plan) {
  if (plan & ((ssize_t)1 << 62)) fails();
  if (count > 0 && is_file_inside(fd)) atomic_fetch_add(&written, count);
  return count;
}

#define PLANNED(plan) ((size_t)((plan) & ~((ssize_t)1 << 62)))

ssize_t write(int fd, const void *bytes, size_t count) {
  ssize_t plan = allowed(fd, count);
  return plan < 0 ? plan : done(fd, REAL(write)(fd, bytes, PLANNED(plan)), plan);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  ssize_t plan = allowed(fd, count);
  return plan < 0 ? plan : done(fd, REAL(pwrite64)(fd, bytes, PLANNED(plan), at), plan);
}
