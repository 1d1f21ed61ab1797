# One interface target that every target of ours links; the layers below Qt also warn on narrowing,
# which Qt's own inline functions would drown.
add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow)
if(LEVIN_WERROR)
    target_compile_options(warnings INTERFACE -Werror)
endif()

add_library(strict_warnings INTERFACE)
target_link_libraries(strict_warnings INTERFACE warnings)
target_compile_options(strict_warnings INTERFACE -Wconversion -Wno-sign-conversion)
