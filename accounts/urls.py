from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("settings/", views.settings, name="settings"),
    path("settings/theme/", views.theme, name="theme"),
    path("settings/manager/", views.manager, name="manager"),
    path("settings/manager/<int:pk>/answer/", views.manager_answer, name="manager-answer"),
    path("settings/manager/<int:pk>/end/", views.manager_end, name="manager-end"),
]
