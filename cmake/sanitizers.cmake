# SANITIZE=address;undefined or SANITIZE=thread. The two sets exclude each other, so one build
# folder holds one of them.
if(SANITIZE)
    if("thread" IN_LIST SANITIZE AND "address" IN_LIST SANITIZE)
        message(FATAL_ERROR "SANITIZE: thread and address exclude each other")
    endif()
    string(REPLACE ";" "," sanitizer_list "${SANITIZE}")
    add_compile_options(-fsanitize=${sanitizer_list} -fno-omit-frame-pointer
                        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${sanitizer_list})
endif()

# Fuzzing needs coverage and the sanitizers in the libraries, too; the targets add the main loop.
if(LEVIN_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "LEVIN_FUZZ needs clang, which has libFuzzer")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
                        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()
