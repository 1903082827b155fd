#if !__has_include(<histedit.h>)
#error "libedit headers not found: install libedit-dev (Scripts/bootstrap.sh does)"
#endif
#include <histedit.h>
