from django.urls import path

from accounts.views import people, tokens

urlpatterns = [
    path("", people.home, name="home"),
    path("settings/", people.settings, name="settings"),
    path("settings/theme/", people.theme, name="theme"),
    path("settings/manager/", people.manager, name="manager"),
    path("settings/manager/<int:pk>/answer/", people.manager_answer, name="manager-answer"),
    path("settings/manager/<int:pk>/end/", people.manager_end, name="manager-end"),
    path("settings/tokens/", tokens.token_list, name="token-list"),
    path("settings/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
]
